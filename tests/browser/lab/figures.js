// What is wrong with the figures on the page: one list of sentences for each, in their order.
(dark) => {
  const channel = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
  const light = (colour) =>
    numbers(colour)
      .slice(0, 3)
      .map((value) => channel(value / 255))
      .reduce((sum, value, at) => sum + value * [0.2126, 0.7152, 0.0722][at], 0);
  const over = (colour, paper) => {
    const [front, back] = [numbers(colour), numbers(paper)];
    const share = front[3] ?? 1;
    return `rgb(${[0, 1, 2].map((at) => front[at] * share + back[at] * (1 - share)).join(",")})`;
  };
  const contrast = (one, two) => {
    const [low, high] = [light(one), light(two)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const probe = document.body.appendChild(document.createElement("i"));
  const themed = (name) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  // The brighter of the two grounds that text stands on in the dark, the darker in the light.
  const ground = dark ? themed("--jp-layout-color1") : "rgb(236, 236, 236)";

  const lines = (root) =>
    [...root.querySelectorAll("svg text")].flatMap((text) => {
      const parts = [...text.querySelectorAll("tspan.line")];
      return (parts.length ? parts : [text])
        .map((part) => ({ text, words: part.textContent.trim(), box: part.getBoundingClientRect() }))
        .filter((line) => line.words && line.box.width > 0);
    });
  const outside = (line, page) =>
    line.box.left < page.left - 0.5 || line.box.right > page.right + 0.5 ||
    line.box.top < page.top - 0.5 || line.box.bottom > page.bottom + 0.5;
  // The box of a line has air above and below the letters.
  const meet = ({ box: a }, { box: b }) =>
    a.left + 1 < b.right - 1 && b.left + 1 < a.right - 1 &&
    a.top + 0.18 * a.height < b.bottom - 0.14 * b.height &&
    b.top + 0.18 * b.height < a.bottom - 0.14 * a.height;

  const found = [...document.querySelectorAll(".jp-RenderedPlotly")].map((root) => {
    const page = root.getBoundingClientRect();
    const all = lines(root);
    const wrong = all.filter((line) => outside(line, page)).map((line) => `cut: ${line.words}`);
    all.forEach((one, at) => {
      for (const two of all.slice(at + 1)) {
        if (one.text !== two.text && meet(one, two)) wrong.push(`${one.words} over ${two.words}`);
      }
    });
    for (const line of all) {
      if (line.text.closest(".heatmaplayer")) continue; // on a colour of its own
      const ratio = contrast(over(getComputedStyle(line.text).fill, ground), ground);
      if (ratio < 4.5) wrong.push(`faint, ${ratio.toFixed(1)}: ${line.words}`);
    }
    if (dark) {
      const white = [...root.querySelectorAll(".main-svg, rect")].filter((each) => {
        const style = getComputedStyle(each);
        return [style.backgroundColor, each.localName === "rect" ? style.fill : "none"].some(
          (colour) => /^rgb/.test(colour) && (numbers(colour)[3] ?? 1) > 0 && light(colour) > 0.5,
        );
      });
      if (white.length) wrong.push(`white paper: ${white.length} areas`);
    }
    return wrong;
  });
  probe.remove();
  return found;
}
