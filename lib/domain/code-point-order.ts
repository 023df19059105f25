/**
 * Compares two texts by code point, as PostgreSQL's "C" collation does: negative, 0 or positive.
 * (JavaScript's own `<` compares UTF-16 units, which puts emoji before some other letters.)
 */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    if (a.charCodeAt(i) === b.charCodeAt(i)) continue;
    const left = a.codePointAt(surrogateStart(a, i)) ?? 0;
    const right = b.codePointAt(surrogateStart(b, i)) ?? 0;
    return left - right;
  }
  return a.length - b.length;
}

/** The index at which the character that unit `i` belongs to begins. */
function surrogateStart(text: string, i: number): number {
  const unit = text.charCodeAt(i);
  return unit >= 0xdc00 && unit <= 0xdfff && i > 0 ? i - 1 : i;
}
