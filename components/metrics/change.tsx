import type { ChangeText } from "@/lib/reports/report/prepare-number";

const ARROWS = { up: "M4 .5 7.6 7.2H.4z", down: "M4 7.5.4.8h7.2z", none: null } as const;
const SPOKEN = { up: "up ", down: "down ", none: "unchanged, " } as const;

/** How a number changed: arrow, size, word, and whether it is a signal or noise. */
export function Change({ change }: { change: ChangeText }) {
  const arrow = ARROWS[change.direction];
  return (
    <span className={`chg ${change.tone}`}>
      {arrow && (
        <svg width="8" height="8" viewBox="0 0 8 8" aria-hidden="true">
          <path d={arrow} fill="currentColor" />
        </svg>
      )}
      <span className="sr">{SPOKEN[change.direction]}</span>
      <span>{change.text}</span>
      <span className="sig">{change.word}</span>
    </span>
  );
}
