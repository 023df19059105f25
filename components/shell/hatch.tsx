/** The pattern of unclassified reasons, once per page: `fill="url(#hatch)"`. */
export function Hatch() {
  return (
    <svg width="0" height="0" className="defs" aria-hidden="true">
      <defs>
        <pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="4" height="4" fill="var(--surface)" />
          <rect width="1.4" height="4" fill="var(--mark)" />
        </pattern>
      </defs>
    </svg>
  );
}
