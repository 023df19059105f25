/** What a query type adds by its rate and by the mix: two bars from 0, on the scale of all rows. */
export function BridgeEffects({
  rate,
  mix,
  scale: [low, high],
}: {
  rate: number;
  mix: number;
  scale: readonly [number, number];
}) {
  const span = high - low || 1;
  const place = (value: number) => (100 * (value - low)) / span;
  const bar = (value: number) => ({
    left: `${place(Math.min(0, value))}%`,
    width: `${place(Math.max(0, value)) - place(Math.min(0, value))}%`,
  });
  return (
    <span className="effects" aria-hidden="true">
      <i className="zero" style={{ left: `${place(0)}%` }} />
      <i className="rate" style={bar(rate)} />
      <i className="mix" style={bar(mix)} />
    </span>
  );
}
