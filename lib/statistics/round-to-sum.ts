/**
 * Whole numbers close to the values that add up to `total` exactly (largest remainders): every value is rounded down,
 * and what is missing goes to those that lost most, the earlier first among equals. Where `total` is the rounded sum of
 * the values, each moves by less than 1; it may be further off, and then all of them share the rest.
 * Throws a RangeError when `total` is not whole, or is given for no values and is not 0.
 *
 * Source: the method of largest remainders (A. Hamilton, 1792).
 */
export function roundToSum(values: readonly number[], total: number): readonly number[] {
  if (!Number.isInteger(total) || (values.length === 0 && total !== 0)) {
    throw new RangeError(`Cannot round ${values.length} values to the sum ${total}`);
  }
  const down = values.map(Math.floor);
  const missing = total - down.reduce((sum, value) => sum + value, 0);
  const order = values
    .map((value, index) => ({ index, lost: value - Math.floor(value) }))
    .sort((a, b) => b.lost - a.lost || a.index - b.index);
  const everyone = Math.floor(missing / Math.max(1, values.length));
  const further = missing - everyone * values.length;
  const rounded = down.map((value) => value + everyone);
  for (const { index } of order.slice(0, further)) rounded[index] = (rounded[index] ?? 0) + 1;
  return rounded.map((value) => value + 0); // −0 becomes 0
}
