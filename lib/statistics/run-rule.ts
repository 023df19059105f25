/** This many points in a row on one side of the centre are a signal. */
export const RUN_LENGTH = 8;

/**
 * For each point, whether it completes or continues a run of eight or more on one side of the centre.
 *
 * The points are in order of time; null is a point without data, which neither continues nor breaks a run, and so is
 * a point on the centre itself. Eight given points lie on one side by chance alone once in 128 times.
 *
 * Source: Western Electric, Statistical Quality Control Handbook (1956), test 4.
 */
export function runsOfEight(values: readonly (number | null)[], centre: number): readonly boolean[] {
  let side = 0;
  let length = 0;
  return values.map((value) => {
    const here = value === null ? 0 : Math.sign(value - centre);
    if (here === 0) return false;
    length = here === side ? length + 1 : 1;
    side = here;
    return length >= RUN_LENGTH;
  });
}
