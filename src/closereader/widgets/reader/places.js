// Between the canonical text and the page: which DOM position is which code point, and where on
// the screen it stands.

import { is_leftwards } from "../base/direction.js";
import { count_first, last_of } from "./halving.js";

/** @import { Offsets } from "./offsets.js" */
/** @import { Part } from "./text.js" */
/** @typedef {{node: Node, offset: number}} Boundary */
/** @typedef {{left: number, top: number, bottom: number}} Spot where a caret stands, in the viewport */
/** @typedef {ReturnType<typeof make_places>} Places */

/**
 * The piece of a part that holds a unit.
 * @param {Part} part
 * @param {number} unit from the start of the part
 * @returns {Boundary}
 */
function boundary_in(part, unit) {
  let found = part.pieces[0];
  for (const piece of part.pieces) if (piece.u <= unit) found = piece;
  if (!found) return { node: part.el, offset: 0 };
  return { node: found.node, offset: Math.min(unit - found.u, found.node.length) };
}

/**
 * How many units of a part lie before a DOM position inside it. A position may be an element and
 * a child's number, so it is measured with a Range.
 * @param {Part} part
 * @param {Node} node
 * @param {number} offset
 * @returns {number}
 */
function units_before(part, node, offset) {
  const piece = part.pieces.find((candidate) => candidate.node === node);
  if (piece) return piece.u + offset;
  const range = document.createRange();
  range.setStart(part.el, 0);
  range.setEnd(node, offset);
  return range.toString().length;
}

/**
 * The rectangle of a character, with the side it is read from.
 * @param {Part} part
 * @param {number} unit
 * @param {number} length units
 * @returns {{before: number, after: number, top: number, bottom: number} | null}
 */
function character_box(part, unit, length) {
  const start = boundary_in(part, unit);
  const range = document.createRange();
  range.setStart(start.node, start.offset);
  const end = boundary_in(part, unit + length);
  range.setEnd(end.node, end.offset);
  const rects = [...range.getClientRects()].filter((rect) => rect.height > 0);
  // A space on which a line ends has no width, and is found at the start of the next line, too: a
  // caret there would stand before the space, on the line above, and that line would be read aloud.
  const rect = rects.filter(({ width }) => width > 0).at(-1) ?? rects[0];
  if (!rect) return null;
  const turned = is_leftwards(part.words.slice(unit, unit + length));
  const [before, after] = turned ? [rect.right, rect.left] : [rect.left, rect.right];
  return { before, after, top: rect.top, bottom: rect.bottom };
}

/** @param {Part[]} parts @param {Offsets} offsets */
export function make_places(parts, offsets) {
  /** The part that holds a point; between two parts, the one before. */
  const part_at = (/** @type {number} */ point) => parts[last_of(parts, (part) => part.s <= point)];

  const clamp = (/** @type {number} */ point) => {
    const part = part_at(point);
    return Math.min(Math.max(point, part.s), part.e);
  };

  const boundary = (/** @type {number} */ point) => {
    const part = part_at(point);
    return boundary_in(part, offsets.unit(Math.min(Math.max(point, part.s), part.e)) - part.u);
  };

  return { parts, part_at, clamp, boundary, ...range_tools(), ...screen_tools() };

  function range_tools() {
    /**
     * One range per part that a span touches; a range over two parts would take their margin in.
     * Static ones: a live range loses its place when JupyterLab takes a cell that is out of sight
     * out of the document, and text nodes never change here.
     * @param {number} start
     * @param {number} end
     * @returns {StaticRange[]}
     */
    function ranges(start, end) {
      /** @type {StaticRange[]} */
      const found = [];
      for (let index = part_at(start).index; index < parts.length; index += 1) {
        const part = parts[index];
        if (part.s >= end) break;
        const [from, to] = [Math.max(start, part.s), Math.min(end, part.e)];
        if (from >= to) continue;
        const [a, b] = [boundary(from), boundary_in(part, offsets.unit(to) - part.u)];
        found.push(
          new StaticRange({
            startContainer: a.node,
            startOffset: a.offset,
            endContainer: b.node,
            endOffset: b.offset,
          }),
        );
      }
      return found;
    }

    /**
     * The point of a DOM position. Outside of the words, the nearest point: for the start of a
     * selection the one after, for its end the one before.
     * @param {Node} node
     * @param {number} offset
     * @param {"start" | "end"} edge
     * @returns {number}
     */
    function point(node, offset, edge) {
      const element = node instanceof Element ? node : node.parentElement;
      const index = element?.closest("[data-part].crr-block")?.getAttribute("data-part");
      if (index !== null && index !== undefined) {
        const part = parts[Number(index)];
        return offsets.point(part.u + units_before(part, node, offset));
      }
      const position = document.createRange();
      position.setStart(node, offset);
      const after = parts[count_first(parts.length, (at) => position.comparePoint(parts[at].el, 0) < 0)];
      if (edge === "start") return after ? after.s : parts[parts.length - 1].e;
      const before = after ? parts[after.index - 1] : parts[parts.length - 1];
      return before ? before.e : 0;
    }
    return { ranges, point };
  }

  function screen_tools() {
    /**
     * Where the caret stands before the character at a point.
     * @param {number} at
     * @returns {Spot}
     */
    function spot(at) {
      const part = part_at(at);
      const unit = Math.max(0, offsets.unit(Math.min(at, part.e)) - part.u);
      const here = unit < part.words.length ? character_box(part, unit, width_at(part, unit)) : null;
      if (here) return { left: here.before, top: here.top, bottom: here.bottom };
      const back = unit > 0 ? unit - width_before(part, unit) : 0;
      const last = unit > 0 ? character_box(part, back, unit - back) : null;
      if (last) return { left: last.after, top: last.top, bottom: last.bottom };
      const box = part.el.getBoundingClientRect();
      return { left: box.left, top: box.top, bottom: box.top + Math.min(box.height, 24) };
    }

    /** The rectangles of a span's lines, in the viewport. */
    const rects = (/** @type {number} */ start, /** @type {number} */ end) =>
      ranges_of(start, end).flatMap((range) => [...measurable(range).getClientRects()]);
    const ranges_of = range_tools().ranges;
    return { spot, rects };
  }
}

/** A range that can be measured; it is let go at once. @param {StaticRange} still */
function measurable(still) {
  const range = document.createRange();
  range.setStart(still.startContainer, still.startOffset);
  range.setEnd(still.endContainer, still.endOffset);
  return range;
}

/** @param {Part} part @param {number} unit */
function width_at(part, unit) {
  return (part.words.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
}

/** @param {Part} part @param {number} unit */
function width_before(part, unit) {
  return unit >= 2 && (part.words.codePointAt(unit - 2) ?? 0) > 0xffff ? 2 : 1;
}
