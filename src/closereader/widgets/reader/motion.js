// Where the caret goes: by character, word, line, and how a selection grows.

import { count_first, last_of } from "./halving.js";
import { out_of_word, segment_words } from "./words.js";

/** @import { Offsets } from "./offsets.js" */
/** @import { Part } from "./text.js" */
/** @import { Places } from "./places.js" */
/** @typedef {[number, number]} Span code points, half-open */
/** @typedef {import("./words.js").Segments} Segments units within a part */
/** @typedef {ReturnType<typeof make_motion>} Motion */

/**
 * @param {Places} places
 * @param {Offsets} offsets
 * @param {Span[]} sentences
 * @param {string} language
 */
export function make_motion(places, offsets, sentences, language) {
  /** @type {Map<Part, Segments>} */
  const cache = new Map();
  const segments = (/** @type {Part} */ part) => {
    let found = cache.get(part);
    if (!found) cache.set(part, (found = segment_words(part.words, language)));
    return found;
  };
  const unit_in = (/** @type {Part} */ part, /** @type {number} */ at) =>
    offsets.unit(Math.min(Math.max(at, part.s), part.e)) - part.u;
  const point_in = (/** @type {Part} */ part, /** @type {number} */ unit) => offsets.point(part.u + unit);
  const neighbour = (/** @type {Part} */ part, /** @type {1 | -1} */ way) => places.parts[part.index + way];

  /**
   * One character on; at the end of a block, the next block.
   * @param {number} at
   * @param {1 | -1} way
   */
  function character(at, way) {
    const part = places.part_at(at);
    const { cuts } = segments(part);
    const unit = unit_in(part, at);
    const index = last_of(cuts, (cut) => cut <= unit);
    const next = way === 1 ? cuts[index + 1] : cuts[cuts[index] < unit ? index : index - 1];
    if (next !== undefined) return point_in(part, next);
    const other = neighbour(part, way);
    return other ? (way === 1 ? other.s : other.e) : at;
  }

  /**
   * Forward to the end of a word, back to the start of one: a selection made so needs no trimming.
   * @param {number} at
   * @param {1 | -1} way
   */
  function word(at, way) {
    const part = places.part_at(at);
    const unit = unit_in(part, at);
    const { words } = segments(part);
    const goal =
      way === 1
        ? words.find(([, end]) => end > unit)?.[1]
        : words.filter(([start]) => start < unit).at(-1)?.[0];
    if (goal !== undefined) return point_in(part, goal);
    const other = neighbour(part, way);
    return other ? (way === 1 ? other.s : other.e) : way === 1 ? part.e : part.s;
  }

  /**
   * The start of the next block, or of this one and then of the one before.
   * @param {number} at
   * @param {1 | -1} way
   */
  function paragraph(at, way) {
    const part = places.part_at(at);
    if (way === -1) return at > part.s ? part.s : (neighbour(part, -1)?.s ?? part.s);
    return neighbour(part, 1)?.s ?? part.e;
  }

  /**
   * The word, sentence and paragraph around a span, each larger than the one before.
   * @param {Span} span
   * @returns {Span}
   */
  function grow([start, end]) {
    const part = places.part_at(start);
    const [from, to] = [unit_in(part, start), unit_in(part, end)];
    const around = segments(part).whole.find(([a, b]) => a <= from && to <= b);
    /** @type {Span[]} */
    const wider = around ? [[point_in(part, around[0]), point_in(part, around[1])]] : [];
    wider.push(...sentences.filter(([a, b]) => a <= start && end <= b));
    if (end <= part.e) wider.push([part.s, part.e]);
    return wider.find(([a, b]) => b - a > end - start) ?? [start, end];
  }

  /** A span with the rest of the words that it cuts. @param {Span} span @returns {Span} */
  function whole([start, end]) {
    const [first, last] = [places.part_at(start), places.part_at(end)];
    return [
      point_in(first, out_of_word(segments(first), unit_in(first, start), "start")),
      point_in(last, out_of_word(segments(last), unit_in(last, end), "end")),
    ];
  }

  /** The whole words of a span within one block. @param {Span} span @returns {Span[]} */
  function words([start, end]) {
    const part = places.part_at(start);
    const spans = segments(part).whole.map(([a, b]) => /** @type {Span} */ ([point_in(part, a), point_in(part, b)]));
    return spans.filter(([a, b]) => start <= a && b <= end);
  }

  return { character, word, paragraph, grow, whole, words, ...line_motion() };

  function line_motion() {
    const middle_of = (/** @type {Part} */ part, /** @type {number} */ index) => {
      const spot = places.spot(point_in(part, segments(part).cuts[index]));
      return (spot.top + spot.bottom) / 2;
    };
    /** The first character (its index) that stands lower than `y`, or the last. */
    const first_below = (/** @type {Part} */ part, /** @type {number} */ y) =>
      count_first(segments(part).cuts.length - 1, (index) => middle_of(part, index) <= y);
    /**
     * The line around a character, as indexes of characters.
     * @param {Part} part
     * @param {number} index
     * @returns {[number, number]} half-open; the last line of a block includes its end
     */
    function line_around(part, index) {
      const last = segments(part).cuts.length - 1;
      const spot = places.spot(point_in(part, segments(part).cuts[index]));
      const half = (spot.bottom - spot.top) / 2;
      const middle = (spot.top + spot.bottom) / 2;
      const start = first_below(part, middle - half);
      const end = first_below(part, middle + half);
      return [start, end >= last && middle_of(part, last) <= middle + half ? last + 1 : end];
    }
    function index_at(/** @type {Part} */ part, /** @type {number} */ at) {
      const unit = unit_in(part, at);
      return last_of(segments(part).cuts, (cut) => cut <= unit);
    }

    /** The place in a line that is nearest to a column. */
    function nearest(
      /** @type {Part} */ part,
      /** @type {[number, number]} */ line,
      /** @type {number} */ x,
    ) {
      let best = line[0];
      let distance = Infinity;
      for (let index = line[0]; index < line[1]; index += 1) {
        const gap = Math.abs(places.spot(point_in(part, segments(part).cuts[index])).left - x);
        if (gap < distance) [best, distance] = [index, gap];
      }
      return point_in(part, segments(part).cuts[best]);
    }

    /**
     * One line up or down, keeping the column.
     * @param {number} at
     * @param {1 | -1} way
     * @param {number} x the column, in the viewport
     */
    function line(at, way, x) {
      const part = places.part_at(at);
      const [start, end] = line_around(part, index_at(part, at));
      const last = segments(part).cuts.length - 1;
      if (way === 1 && end <= last) return nearest(part, line_around(part, end), x);
      if (way === -1 && start > 0) return nearest(part, line_around(part, start - 1), x);
      const other = neighbour(part, way);
      if (!other) return way === 1 ? part.e : part.s;
      const edge = way === 1 ? 0 : segments(other).cuts.length - 1;
      return nearest(other, line_around(other, edge), x);
    }

    /** The start or the end of the line. @param {number} at @param {1 | -1} way */
    function line_edge(at, way) {
      const part = places.part_at(at);
      const [start, end] = line_around(part, index_at(part, at));
      return point_in(part, segments(part).cuts[way === 1 ? end - 1 : start]);
    }
    return { line, line_edge };
  }
}
