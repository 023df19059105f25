import { escapeXml } from "./escape-xml";

/** A part of the page as SVG, its upper left corner at 0, 0. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** Patterns that the body refers to. */
  readonly defs: string;
  readonly body: string;
}

/** What decides how a part of an SVG looks. */
const SVG_STYLES = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-opacity",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "opacity",
  "visibility",
  "display",
  "paint-order",
  "shape-rendering",
  "text-anchor",
  "dominant-baseline",
] as const;

const TEXT_STYLES = [
  "font-family",
  "font-size",
  "font-weight",
  "letter-spacing",
  "font-variant-numeric",
] as const;

/**
 * Draws an element with everything in it as it looks now: SVG with its styles written out, boxes with a ground or an
 * edge as rectangles, and text line by line where it stands. Needs no foreignObject, which not every browser draws.
 */
export function drawElement(element: HTMLElement): Drawing {
  const origin = element.getBoundingClientRect();
  const parts: string[] = [];
  const defs = new Map<string, string>();
  draw(element, { x: origin.left, y: origin.top }, parts, defs);
  return {
    width: Math.ceil(origin.width),
    height: Math.ceil(origin.height),
    defs: [...defs.values()].join(""),
    body: parts.join("\n"),
  };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function draw(element: Element, origin: Point, parts: string[], defs: Map<string, string>): void {
  const style = getComputedStyle(element);
  // What is there for screen readers alone, and what points at something else, is no part of the picture.
  if (style.display === "none" || style.visibility === "hidden" || element.matches(".sr, .tip, noscript"))
    return;
  if (element instanceof SVGSVGElement) {
    parts.push(drawSvg(element, origin, defs));
    return;
  }
  parts.push(drawBox(element, style, origin));
  for (const node of element.childNodes) {
    if (node instanceof Element) draw(node, origin, parts, defs);
    else if (node instanceof Text) parts.push(...drawText(node, style, origin));
  }
}

function drawSvg(svg: SVGSVGElement, origin: Point, defs: Map<string, string>): string {
  const box = svg.getBoundingClientRect();
  if (box.width === 0) return "";
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [svg, ...svg.querySelectorAll("*")];
  [copy, ...copy.querySelectorAll("*")].forEach((part, i) => {
    const original = originals[i];
    if (!original || !(part instanceof SVGElement)) return;
    writeStyles(original, part, defs);
  });
  copy.setAttribute("x", String(box.left - origin.x));
  copy.setAttribute("y", String(box.top - origin.y));
  copy.setAttribute("width", String(box.width));
  copy.setAttribute("height", String(box.height));
  copy.setAttribute("overflow", "visible");
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return new XMLSerializer().serializeToString(copy);
}

/** Puts the styles that a part has into the part itself: in a picture there are no style sheets. */
function writeStyles(original: Element, part: SVGElement, defs: Map<string, string>): void {
  const style = getComputedStyle(original);
  const names = /^(text|tspan)$/i.test(original.tagName) ? [...SVG_STYLES, ...TEXT_STYLES] : SVG_STYLES;
  part.removeAttribute("class");
  part.removeAttribute("style");
  for (const name of names) {
    const value = style.getPropertyValue(name);
    if (value === "") continue;
    const pattern = /url\(["']?#([^"')]+)/.exec(value)?.[1];
    if (pattern !== undefined) {
      keepPattern(pattern, defs);
      part.setAttribute(name, `url(#${pattern})`);
    } else if (TEXT_STYLES.includes(name as (typeof TEXT_STYLES)[number]))
      part.style.setProperty(name, value);
    else part.setAttribute(name, value);
  }
}

function keepPattern(id: string, defs: Map<string, string>): void {
  const pattern = document.getElementById(id);
  if (!pattern || defs.has(id)) return;
  defs.set(id, "");
  const copy = pattern.cloneNode(true) as SVGElement;
  const originals = [...pattern.querySelectorAll("*")];
  [...copy.querySelectorAll("*")].forEach((part, i) => {
    const original = originals[i];
    if (original && part instanceof SVGElement) writeStyles(original, part, defs);
  });
  defs.set(id, new XMLSerializer().serializeToString(copy));
}

const EDGES = ["top", "right", "bottom", "left"] as const;

/** The ground and the edges of a box; nothing where it has neither. */
function drawBox(element: Element, style: CSSStyleDeclaration, origin: Point): string {
  const { left, top, width, height } = element.getBoundingClientRect();
  if (width === 0 && height === 0) return "";
  const [x, y] = [left - origin.x, top - origin.y];
  const ground = style.backgroundColor;
  const lines = EDGES.flatMap((edge) => {
    const size = Number.parseFloat(style.getPropertyValue(`border-${edge}-width`));
    const kind = style.getPropertyValue(`border-${edge}-style`);
    if (!size || kind === "none") return [];
    const isFlat = edge === "top" || edge === "bottom";
    const at = edge === "top" || edge === "left" ? size / 2 : (isFlat ? height : width) - size / 2;
    const dash =
      kind === "dashed" ? ' stroke-dasharray="4 3"' : kind === "dotted" ? ' stroke-dasharray="1 2"' : "";
    const path = isFlat ? `M${x} ${y + at}h${width}` : `M${x + at} ${y}v${height}`;
    const colour = style.getPropertyValue(`border-${edge}-color`);
    return [`<path d="${path}" stroke="${colour}" stroke-width="${size}" fill="none"${dash}/>`];
  });
  const isSeen = ground !== "transparent" && !/^rgba\(.*, 0\)$/.test(ground);
  const fill = isSeen
    ? `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${ground}" opacity="${style.opacity}"/>`
    : "";
  return fill + lines.join("");
}

/** A run of text, a piece for every line that it is broken into. */
function drawText(node: Text, style: CSSStyleDeclaration, origin: Point): string[] {
  if (node.data.trim() === "") return [];
  const size = Number.parseFloat(style.fontSize);
  return linesOf(node).map(({ text, box }) => {
    const x = box.left - origin.x;
    // The baseline of Latin letters in the middle of their line.
    const y = box.top - origin.y + box.height / 2 + size * 0.36;
    const spacing = style.letterSpacing === "normal" ? "" : ` letter-spacing="${style.letterSpacing}"`;
    const figures =
      style.fontVariantNumeric === "normal"
        ? ""
        : ` style="font-variant-numeric:${style.fontVariantNumeric}"`;
    const family = style.fontFamily.replaceAll('"', "'");
    return `<text x="${x}" y="${y}" font-family="${family}" font-size="${size}" font-weight="${style.fontWeight}" fill="${style.color}" xml:space="preserve"${spacing}${figures}>${escapeXml(text)}</text>`;
  });
}

function linesOf(node: Text): { text: string; box: DOMRect }[] {
  const range = document.createRange();
  const lines: { text: string; box: DOMRect }[] = [];
  for (const { 0: word, index } of node.data.matchAll(/\s*\S+/g)) {
    range.setStart(node, index + (word.length - word.trimStart().length));
    range.setEnd(node, index + word.length);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    const last = lines.at(-1);
    const text = word.replace(/\s+/g, " ");
    if (last && Math.abs(last.box.top - box.top) < 2) last.text += text;
    else lines.push({ text: text.trimStart(), box });
  }
  return lines;
}
