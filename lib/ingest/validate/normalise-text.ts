/** What a text contains that no stored text may: nothing, half a surrogate pair, or a control character. */
export type Fault = "none" | "surrogate" | "control";

/** Looks at every character once; most texts are fine. Tabs and line breaks count as control characters. */
export function faultIn(text: string): Fault {
  let fault: Fault = "none";
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x20 || unit === 0x7f) return "control";
    if (unit < 0xd800 || unit > 0xdfff) continue;
    const next = text.charCodeAt(i + 1);
    if (unit < 0xdc00 && next >= 0xdc00 && next <= 0xdfff) i++;
    else fault = "surrogate";
  }
  return fault;
}

/** Replaces halves of surrogate pairs, which are no characters and cannot be stored, by U+FFFD. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, "\ufffd");
}

/** Free text as it may be stored: line breaks as line feeds, no control characters but these and tabs, trimmed. */
export function cleanText(text: string): string {
  const trimmed = text.trim();
  if (faultIn(trimmed) === "none") return trimmed;
  return wellFormed(trimmed.replace(/\r\n?/g, "\n").replace(/[^\P{Cc}\n\t]/gu, "")).trim();
}

/** The number of characters when it is above `max`, else null. Counts code points, as JSON Schema does. */
export function excessLength(text: string, max: number): number | null {
  if (text.length <= max) return null;
  let length = 0;
  for (const _ of text) length++;
  return length > max ? length : null;
}
