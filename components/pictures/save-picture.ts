import { type Drawing, drawElement } from "./draw-element";
import { escapeXml } from "./escape-xml";
import { pictureFont } from "./picture-font";

/** Pixels a CSS pixel. */
const SCALE = 2;
const PADDING = 24;
const HEAD = 52;
const FOOT = 34;
const SOURCE = "Baton";

interface Picture {
  readonly of: string;
  readonly title: string;
  readonly about: string;
  readonly fileName: string;
}

/**
 * Saves a chart of the page as a PNG: in light colours, at twice its size, with its title, days and filters above and
 * the source below. Throws where the chart is not there.
 */
export async function savePicture({ of, title, about, fileName }: Picture): Promise<void> {
  const element = document.getElementById(of)?.querySelector<HTMLElement>("[data-picture]");
  if (!element?.querySelector("svg, [role=img]") || element.querySelector(".chart-skeleton")) {
    throw new Error("There is no chart to draw.");
  }
  const font = await pictureFont();
  const drawing = inLightColours(() => drawElement(element));
  const svg = pictureSvg(drawing, { title, about, font, source: sourceLine() });
  const png = await rasterise(svg, drawing.width + 2 * PADDING, drawing.height + HEAD + FOOT);
  download(png, `${fileName}.png`);
}

/** Reads styles as they are in the light theme; nothing is painted in between. */
function inLightColours<T>(read: () => T): T {
  const root = document.documentElement;
  const theme = root.dataset.theme;
  root.dataset.theme = "light";
  try {
    return read();
  } finally {
    if (theme === undefined) delete root.dataset.theme;
    else root.dataset.theme = theme;
  }
}

/** Who made it from what: `Baton · baton.example.org · Generated demo data`. */
function sourceLine(): string {
  const demo = document.querySelector(".demo")?.textContent;
  return ["Source: ", SOURCE, ` · ${location.host}`, demo ? ` · ${demo}` : ""].join("");
}

function pictureSvg(
  drawing: Drawing,
  text: { readonly title: string; readonly about: string; readonly font: string; readonly source: string },
): string {
  const [width, height] = [drawing.width + 2 * PADDING, drawing.height + HEAD + FOOT];
  const family = `font-family="Inter Variable, Inter, system-ui, sans-serif"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<style>${text.font}</style><defs>${drawing.defs}</defs>
<rect width="${width}" height="${height}" fill="#ffffff"/>
<text x="${PADDING}" y="26" ${family} font-size="15" font-weight="600" fill="#15181c">${escapeXml(text.title)}</text>
<text x="${PADDING}" y="43" ${family} font-size="11" fill="#666e77">${escapeXml(text.about)}</text>
<g transform="translate(${PADDING} ${HEAD})">${drawing.body}</g>
<text x="${PADDING}" y="${height - 13}" ${family} font-size="11" fill="#666e77">${escapeXml(text.source)}</text>
</svg>`;
}

async function rasterise(svg: string, width: number, height: number): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(width * SCALE);
  canvas.height = Math.ceil(height * SCALE);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser draws no canvas.");
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (!blob) throw new Error("The canvas gave no picture.");
  return blob;
}

function download(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
