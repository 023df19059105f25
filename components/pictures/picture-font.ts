/**
 * The page's font as a rule that carries the font in itself: a picture can load nothing. Empty where the page has none,
 * letters are then those of the system.
 */
export async function pictureFont(): Promise<string> {
  for (const rule of fontFaces()) {
    const family = rule.style.getPropertyValue("font-family").replaceAll(/["']/g, "");
    const isLatin = /U\+0{0,4}-0?0?FF/i.test(rule.style.getPropertyValue("unicode-range"));
    const file = /url\(["']?([^"')]+)/.exec(rule.style.getPropertyValue("src"))?.[1];
    if (family !== "Inter Variable" || !isLatin || file === undefined) continue;
    const answer = await fetch(new URL(file, rule.parentStyleSheet?.href ?? location.href));
    if (!answer.ok) continue;
    const bytes = new Uint8Array(await answer.arrayBuffer());
    return `@font-face{font-family:"Inter Variable";font-weight:100 900;src:url(data:font/woff2;base64,${base64(bytes)}) format("woff2")}`;
  }
  return "";
}

function fontFaces(): CSSFontFaceRule[] {
  return [...document.styleSheets].flatMap((sheet) => {
    try {
      return [...sheet.cssRules].filter((rule) => rule instanceof CSSFontFaceRule);
    } catch {
      // A style sheet of somebody else (an extension) that may not be read.
      return [];
    }
  });
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(text);
}
