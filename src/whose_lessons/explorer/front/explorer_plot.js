// The drawing: axes, intervals, points and lines in plain SVG, as wide as there is room.

import { h, refill } from "../../../closereader/widgets/base/dom.js";
import { place_names } from "./explorer_labels.js";
import { round, s, scale, spread } from "./explorer_svg.js";
import { told } from "./explorer_types.js";
import { first_point, walk } from "./explorer_walk.js";

/** @import { Picture, PlotPoint } from "./explorer_types.js" */
/** @typedef {(value: number) => number} Scale */
/** @typedef {{ wide: number, high: number, left: number, right: number, top: number, bottom: number, x: Scale, y: Scale }} Frame */

const FEW_LINES = 6; // that have a colour each
const REACH = 28; // pixels from the mouse to a point
const LETTER = 6.7; // pixels, about, of a label

/**
 * @param {object} options
 * @param {string} options.described  the id of what describes the figure
 * @param {(at: number, by: "key" | "mouse") => void} options.on_point  -1: none any more
 * @param {(at: number) => void} options.on_enter
 */
export function make_plot({ described, on_point, on_enter }) {
  const el = h("div", {
    class: "cre-plot", tabindex: "0", role: "application", "aria-roledescription": "figure",
    "aria-describedby": described, onkeydown: on_key, onfocus,
    onpointermove: (/** @type {PointerEvent} */ e) => point_at(nearest(e), "mouse"),
    onclick: (/** @type {PointerEvent} */ e) => point_at(nearest(e), "mouse"),
    onpointerleave: () => { if (document.activeElement !== el) point_at(-1, "mouse"); },
  });
  /** @type {Picture | null} */
  let picture = null;
  /** @type {Frame | null} */
  let frame = null;
  let active = -1;
  let width = 0;
  const marked = s("g", { class: "cre-active" });
  const watch = new ResizeObserver(() => {
    if (Math.abs(el.clientWidth - width) > 1) draw();
  });
  watch.observe(el);

  /** @param {KeyboardEvent} event */
  function on_key(event) {
    if (!picture || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      return on_enter(active);
    }
    const next = walk(picture, active, event.key);
    if (next < 0) return;
    event.preventDefault();
    point_at(next, "key");
  }

  function onfocus() {
    if (picture && active < 0 && el.matches(":focus-visible")) point_at(first_point(picture), "key");
  }

  /** @param {number} at @param {"key" | "mouse"} by */
  function point_at(at, by) {
    if (at === active) return;
    if (at < 0 && by === "mouse" && document.activeElement === el) return; // the keyboard is here
    active = at;
    mark();
    on_point(at, by);
  }

  /** @param {PointerEvent} event */
  function nearest(event) {
    if (!picture || !frame) return -1;
    const box = el.getBoundingClientRect();
    const [left, top] = [event.clientX - box.left, event.clientY - box.top];
    let best = -1;
    let least = REACH;
    for (const [at, point] of picture.points.entries()) {
      const far = Math.hypot(frame.x(point.at[0]) - left, frame.y(point.at[1]) - top);
      // of points in one place, one that is named
      if (far < least - 0.5) [best, least] = [at, far];
    }
    return best;
  }

  function draw() {
    if (!picture) return;
    width = el.clientWidth;
    frame = make_plot_frame(picture, Math.max(width, 260));
    const { wide, high } = frame;
    const root = s("svg", { viewBox: `0 0 ${wide} ${high}`, width: wide, height: high, "aria-hidden": "true", focusable: "false" });
    root.append(draw_axes(picture, frame));
    root.append(picture.choice.view === "over time" ? draw_lines(picture, frame) : draw_points(picture, frame));
    root.append(marked);
    refill(el, root);
    mark();
  }

  /** Show which point is named in the readout. */
  function mark() {
    marked.replaceChildren();
    if (!picture || !frame || active < 0) return;
    const point = picture.points[active];
    const [x, y] = [frame.x(point.at[0]), frame.y(point.at[1])];
    if (picture.choice.view === "over time") {
      const own = path_of(picture, point.s);
      marked.append(band(own, frame, "cre-band"), s("path", { class: "cre-line", d: trace(own, frame) }));
    }
    marked.append(whisker(point, frame), s("circle", { class: "cre-ring", cx: x, cy: y, r: 8 }), s("circle", { class: "cre-dot", cx: x, cy: y, r: 4 }));
    const name = told(picture, point).who;
    const long = name.length * (LETTER + 0.9) + 10;
    const start = x + long + 8 > frame.wide ? x - long - 4 : x + 4;
    const up = y > frame.top + 26 ? y - 14 : y + 26;
    marked.append(s("rect", { class: "cre-paper", x: round(start), y: up - 14, width: round(long), height: 20, rx: 3 }));
    marked.append(s("text", { class: "cre-name", x: round(start + 5), y: up }, name));
  }

  return {
    el,
    /** @param {Picture} next */
    show(next) {
      picture = next;
      active = -1;
      el.setAttribute("aria-label", `${next.title} Figure. The arrow keys move through ${next.points.length} points.`);
      draw();
    },
    /** @param {number} at */
    point: (at) => point_at(at, "mouse"),
    close: () => watch.disconnect(),
  };
}

/** @param {Picture} picture @param {number} wide @returns {Frame} */
function make_plot_frame(picture, wide) {
  const over_time = picture.choice.view === "over time";
  const longest = Math.max(...picture.lines.map((line) => line.name.length));
  const room = over_time ? Math.min(longest * (LETTER + 0.9) + 14, wide * 0.32) : 14;
  const high = wide < 480 ? 340 : 400;
  const [left, right, top, bottom] = [52, round(wide - room), 30, high - 46];
  return { wide, high, left, right, top, bottom, x: scale(picture.x.limits, left, right), y: scale(picture.y.limits, bottom, top) };
}

/** @param {Picture} picture @param {Frame} frame */
function draw_axes(picture, { left, right, top, bottom, high, x, y }) {
  const part = s("g", { class: "cre-axes" });
  for (const [at, label] of picture.y.ticks) {
    part.append(s("line", { class: "cre-grid", x1: left, x2: right, y1: y(at), y2: y(at) }));
    part.append(s("text", { x: left - 8, y: y(at) + 4, "text-anchor": "end" }, label));
  }
  let free = 0; // where there is room for the next label
  for (const [at, label] of picture.x.ticks) {
    part.append(s("line", { class: "cre-tick", x1: x(at), x2: x(at), y1: bottom, y2: bottom + 5 }));
    const half = (label.length * LETTER) / 2 + 3;
    if (x(at) - half < free) continue;
    free = x(at) + half;
    part.append(s("text", { x: x(at), y: bottom + 19, "text-anchor": "middle" }, label));
  }
  part.append(s("line", { class: "cre-base", x1: left, x2: right, y1: bottom, y2: bottom }));
  part.append(s("text", { class: "cre-axis", x: 2, y: top - 14 }, `↑ ${picture.y.title}`));
  part.append(s("text", { class: "cre-axis", x: right, y: high - 6, "text-anchor": "end" }, `${picture.x.title} →`));
  return part;
}

/** @param {Picture} picture @param {Frame} frame */
function draw_points(picture, frame) {
  const part = s("g", {});
  const role = (/** @type {PlotPoint} */ point) => picture.lines[point.s].role;
  const back = picture.points.filter((point) => role(point) === "other");
  const front = picture.points.filter((point) => role(point) !== "other");
  for (const points of [back, front]) {
    for (const point of points) part.append(s("g", { class: `cre-${role(point)}` }, whisker(point, frame)));
    if (points === front) part.append(...draw_names(picture, frame, front));
    for (const point of points) part.append(s("g", { class: `cre-${role(point)}` }, dot(point, role(point), frame)));
    if (points === back && picture.fit) {
      const [[x1, y1], [x2, y2]] = picture.fit;
      const [one, two] = inside([x1, y1], [x2, y2], picture.y.limits);
      part.append(s("line", { class: "cre-fit", x1: frame.x(one[0]), y1: frame.y(one[1]), x2: frame.x(two[0]), y2: frame.y(two[1]) }));
    }
  }
  return part;
}

/** @param {Picture} picture @param {Frame} frame @param {PlotPoint[]} points */
function draw_names(picture, frame, points) {
  const spot = (/** @type {number} */ x, /** @type {number} */ y) => ({ x: frame.x(x), y: frame.y(y) });
  const crowd = picture.points.map(({ at }) => spot(at[0], at[1]));
  if (picture.fit) {
    const [[x1, y1], [x2, y2]] = picture.fit;
    for (let part = 0; part <= 1; part += 0.02) crowd.push(spot(x1 + part * (x2 - x1), y1 + part * (y2 - y1)));
  }
  const named = points.map((point) => ({ ...spot(point.at[0], point.at[1]), name: point.label ?? "" }));
  const edges = { left: frame.left, right: frame.wide, top: frame.top - 6, bottom: frame.bottom };
  return place_names(named, crowd, edges, LETTER).flatMap(({ x, y, line }, at) => [
    ...(line ? [s("line", { class: "cre-far", x1: named[at].x, y1: named[at].y, x2: line.x, y2: line.y })] : []),
    s("text", { class: "cre-name", x, y }, named[at].name),
  ]);
}

/**
 * The part of a line between the limits of the upright axis.
 * @param {[number, number]} from @param {[number, number]} to @param {number[]} limits
 */
function inside(from, to, [low, high]) {
  return [from, to].map(([x, y]) => {
    const held = Math.max(low, Math.min(high, y));
    return held === y ? [x, y] : [from[0] + ((held - from[1]) / (to[1] - from[1])) * (to[0] - from[0]), held];
  });
}

/** @param {PlotPoint} point @param {string} role @param {Frame} frame */
function dot(point, role, frame) {
  const [x, y] = [frame.x(point.at[0]), frame.y(point.at[1])];
  if (role === "baltic") return s("rect", { class: "cre-dot", x: x - 4.5, y: y - 4.5, width: 9, height: 9 });
  return s("circle", { class: "cre-dot", cx: x, cy: y, r: role === "other" ? 3 : 5 });
}

/** @param {PlotPoint} point @param {Frame} frame */
function whisker({ at: [x, , low, high] }, frame) {
  if (low === null || high === null) return s("g", {});
  return s("line", { class: "cre-whisker", x1: frame.x(x), x2: frame.x(x), y1: frame.y(low), y2: frame.y(high) });
}

/** @param {Picture} picture @param {Frame} frame */
function draw_lines(picture, frame) {
  const part = s("g", {});
  const few = picture.lines.length <= FEW_LINES;
  const paths = picture.lines.map((_, at) => path_of(picture, at));
  const coloured = picture.lines.flatMap(({ role }, at) => (few || role === "named" ? [at] : [])).slice(0, FEW_LINES);
  const kind = (/** @type {number} */ at) => (coloured.includes(at) ? `cre-own cre-c${coloured.indexOf(at)}` : "cre-many");
  for (const at of coloured) part.append(s("g", { class: kind(at) }, band(paths[at], frame, "cre-band")));
  const behind = paths.map((_, at) => at).sort((a, b) => Number(coloured.includes(a)) - Number(coloured.includes(b)));
  for (const at of behind) {
    const own = paths[at];
    const group = s("g", { class: kind(at) }, s("path", { class: "cre-line", d: trace(own, frame) }));
    if (own.length === 1) group.append(dot(own[0], "named", frame));
    part.append(group);
  }
  const ends = paths.map((own) => own[own.length - 1]);
  const places = spread(ends.map((end) => frame.y(end.at[1]) + 4), 14, frame.top + 4, frame.bottom);
  ends.forEach((end, at) => {
    const x = frame.x(end.at[0]);
    const away = Math.abs(places[at] - 4 - frame.y(end.at[1])) > 3 || x < frame.right - 16;
    if (away) part.append(s("path", { class: `cre-lead ${kind(at)}`, d: `M${x + 2},${frame.y(end.at[1])}L${frame.right + 4},${places[at] - 4}` }));
    part.append(s("text", { class: `cre-end ${kind(at)}`, x: frame.right + 7, y: places[at] }, picture.lines[at].name));
  });
  return part;
}

/** The points of one line, by year. @param {Picture} picture @param {number} line */
function path_of(picture, line) {
  return picture.points.filter((point) => point.s === line).sort((a, b) => a.at[0] - b.at[0]);
}

/** A line through the years; where a year is missing, it is broken. @param {PlotPoint[]} own @param {Frame} frame */
function trace(own, frame) {
  return own
    .map(({ at: [x, y] }, at) => `${at === 0 || x - own[at - 1].at[0] > 1 ? "M" : "L"}${frame.x(x)},${frame.y(y)}`)
    .join("");
}

/** @param {PlotPoint[]} own @param {Frame} frame @param {string} name */
function band(own, frame, name) {
  const known = own.filter(({ at }) => at[2] !== null);
  const above = known.map(({ at }) => `${frame.x(at[0])},${frame.y(at[3] ?? 0)}`);
  const below = known.map(({ at }) => `${frame.x(at[0])},${frame.y(at[2] ?? 0)}`).reverse();
  return s("polygon", { class: name, points: [...above, ...below].join(" ") });
}

/** What the kinds of points and lines mean. @param {Picture} picture */
export function legend_of(picture) {
  const bars = picture.headings.some(({ title }) => title === "68 % interval");
  const entry = (/** @type {string} */ kind, /** @type {string} */ words) =>
    h("li", {}, h("span", { class: `cre-key cre-key-${kind}`, "aria-hidden": "true" }), words);
  if (picture.choice.view === "over time") return bars ? [entry("band", "68 % interval")] : [];
  const used = picture.lines.filter((_, at) => picture.points.some((point) => point.s === at));
  return [
    used.map(({ role, name }) => entry(role, name)),
    picture.fit ? entry("fit", "fitted line") : null,
    bars ? entry("bar", "68 % interval") : null,
  ];
}
