/** The first whole number in a text such as `1,643 hand-offs` or `589/2,289`; NaN where there is none. */
export function numberIn(text: string | null): number {
  return Number(/[\d,]+/.exec(text ?? "")?.[0].replaceAll(",", ""));
}
