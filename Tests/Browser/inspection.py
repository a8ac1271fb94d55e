"""What accessibility checkers look for, as far as it can be computed: names, roles, contrast, room."""

# Runs in the page and answers with what is wrong, one sentence each.
CHECKS = r"""
(() => {
  const found = [];
  const isSeen = (node) => node.checkVisibility({ checkVisibilityCSS: true }) && !node.closest(".unseen");
  const nameOf = (node) => {
    const given = node.getAttribute("aria-label");
    if (given) return given.trim();
    const ids = (node.getAttribute("aria-labelledby") || "").split(" ").filter(Boolean);
    const text = ids.map((id) => document.getElementById(id)?.textContent || "").join(" ");
    return (text || node.labels?.[0]?.textContent || node.textContent || node.title || "").trim();
  };
  const describe = (node) => "<" + node.tagName.toLowerCase() + "> " + (node.id || node.className || node.textContent).toString().slice(0, 40);

  if (!document.documentElement.lang) found.push("the document has no language");
  if (!document.title) found.push("the document has no title");
  const ids = [...document.querySelectorAll("[id]")].map((node) => node.id);
  for (const id of new Set(ids)) if (ids.filter((other) => other === id).length > 1) found.push("two nodes are called " + id);
  for (const landmark of ["main", "h1"]) if (document.querySelectorAll(landmark).length !== 1) found.push("not one " + landmark);

  let level = 0;
  for (const heading of document.querySelectorAll("h1, h2, h3, h4")) {
    if (!isSeen(heading)) continue;
    const own = Number(heading.tagName[1]);
    if (level && own > level + 1) found.push("a heading leaves out a level: " + describe(heading));
    level = own;
  }
  const labels = new Map();
  for (const node of document.querySelectorAll("button, a[href], input, select, textarea, iframe, section[aria-labelledby], [role]")) {
    if (!isSeen(node) || ["status", "alert"].includes(node.getAttribute("role"))) continue;
    const name = node.tagName === "IFRAME" ? node.title : nameOf(node);
    if (!name) found.push("no name: " + describe(node));
    if (node.tagName === "BUTTON") {
      if (labels.has(name)) found.push("two buttons are called " + name);
      labels.set(name, node);
    }
  }
  for (const node of document.querySelectorAll('[role="meter"]')) {
    const value = Number(node.getAttribute("aria-valuenow"));
    if (!(value >= 0 && value <= 100)) found.push("a meter without a value: " + describe(node));
  }
  for (const node of document.querySelectorAll("*")) {
    if (!isSeen(node)) continue;
    const style = getComputedStyle(node);
    const scrolls = /auto|scroll/.test(style.overflowY) && node.scrollHeight > node.clientHeight + 1;
    if (scrolls && node.tabIndex < 0 && node !== document.body) found.push("scrolls, but not by keyboard: " + describe(node));
  }
  if (document.documentElement.scrollWidth > innerWidth) found.push("wider than the window: " + document.documentElement.scrollWidth);

  // WCAG 2.2, 1.4.3: relative luminance and contrast ratio.
  const parse = (text) => (text.match(/[\d.]+/g) || []).map(Number);
  const over = (top, below) => top.slice(0, 3).map((value, place) => value * (top[3] ?? 1) + below[place] * (1 - (top[3] ?? 1)));
  const luminance = (color) => {
    const [red, green, blue] = color.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const background = (node) => {
    const layers = [];
    for (let place = node; place; place = place.parentElement) {
      const color = parse(getComputedStyle(place).backgroundColor);
      if (color.length === 4 && color[3] === 0) continue;
      layers.push(color);
      if (color.length === 3) break;
    }
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    return layers.reverse().reduce((below, layer) => over(layer, below), dark ? [18, 18, 18] : [255, 255, 255]);
  };
  for (const node of document.querySelectorAll("body *")) {
    const hasText = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
    if (!hasText || !isSeen(node) || node.closest(":disabled, svg, noscript")) continue;
    const style = getComputedStyle(node);
    const below = background(node);
    const lights = [luminance(over(parse(style.color), below)), luminance(below)].sort((one, other) => other - one);
    const ratio = (lights[0] + 0.05) / (lights[1] + 0.05);
    const isLarge = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
    if (ratio < (isLarge ? 3 : 4.5)) found.push("contrast " + ratio.toFixed(2) + ": " + describe(node));
  }
  return found;
})()
"""


def problems(page):
    """What is wrong with a page, as a person with other eyes or other hands would meet it."""
    return page.evaluate(CHECKS)
