// Which marks are shown: one's own and the readings laid over, after the filters. They are kept as
// they are, without a copy of each, for there may be many, and one more must not cost a copy of all.

import { count_first, difference, with_change } from "./halving.js";
import { compare_marks } from "./state.js";

/** @import { Mark } from "./state.js" */
/** @import { Filter, Shown } from "./view.js" */
/**
 * The marks of one reader that are shown, in the order of the text; `reader` is null for one's own.
 * @typedef {{reader: string | null, marks: Mark[]}} Layer
 */

/** Does a mark stand in the text? An offered place is only an offer. @param {Mark} mark */
export function is_placed(mark) {
  return mark.e > mark.s && mark.status !== "offered" && mark.status !== "lost";
}

/** @param {import("./store.js").Store} store @param {Filter} filter */
export function make_shown(store, filter) {
  /** @type {{marks: Mark[], others: import("./store.js").Reading[], layers: Layer[], all: Shown[] | null} | null} */
  let known = null;

  const is_shown = (/** @type {Mark} */ mark) => is_placed(mark) && !filter.hidden.has(mark.theme);
  /** @param {Layer} layer @param {Mark[]} [some] @returns {Shown[]} */
  const shown_of = ({ reader, marks }, some = marks) => some.map((mark) => ({ mark, reader }));

  /** One's own after the filters; of many, few are others than before. @param {Mark[]} marks */
  function own_shown(marks) {
    if (!known) return marks.filter(is_shown);
    const { gone, come } = difference(known.marks, marks);
    const few = { gone: gone.filter(is_shown), come: come.filter(is_shown) };
    return with_change(known.layers[0].marks, few, compare_marks);
  }

  function found() {
    const [marks, others] = [store.marks(), store.others()];
    if (known?.marks === marks && known.others === others) return known;
    /** @type {Layer[]} */
    const layers = [{ reader: null, marks: filter.mine ? own_shown(marks) : [] }];
    for (const { name, marks: some } of others) {
      if (!filter.over.has(name)) continue;
      layers.push({ reader: name, marks: some.filter(is_shown).sort((a, b) => a.s - b.s) });
    }
    return (known = { marks, others, layers, all: null });
  }

  return {
    /** The filters are others now. */
    forget: () => void (known = null),
    /** One's own first. */
    layers: () => found().layers,
    /** @returns {readonly Shown[]} */
    all: () => (found().all ??= found().layers.flatMap((layer) => shown_of(layer))),
    /** Those that begin in a stretch, ends included. @param {number} from @param {number} to */
    beginning_in: (from, to) =>
      found().layers.flatMap((layer) => {
        const { marks } = layer;
        const first = count_first(marks.length, (index) => marks[index].s < from);
        const end = count_first(marks.length, (index) => marks[index].s <= to);
        return shown_of(layer, marks.slice(first, end));
      }),
  };
}
