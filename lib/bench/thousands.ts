const FORMAT = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });

/** A whole number as people read it: 1,234,567. */
export function thousands(number: number): string {
  return FORMAT.format(number);
}
