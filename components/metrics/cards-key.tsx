import type { WeeklyCards } from "@/lib/reports/weekly/prepare-cards";

const OUTSIDE = {
  worse: { colour: "var(--worse)", text: "outside the limits, worse" },
  better: { colour: "var(--better)", text: "outside the limits, better" },
  neutral: { colour: "var(--ink)", text: "outside the limits" },
} as const;

/** What the marks in the sparklines mean: only those that occur. */
export function CardsKey({ marks }: { marks: WeeklyCards["key"] }) {
  return (
    <ul className="key">
      {marks.limits && (
        <li>
          <svg width="22" height="10" aria-hidden="true">
            <rect width="22" height="10" fill="var(--band)" />
            <path d="M0 5H22" stroke="var(--mark-soft)" />
          </svg>
          control limits and average
        </li>
      )}
      {marks.intervals && (
        <li>
          <svg width="10" height="10" aria-hidden="true">
            <path d="M5 0V10" stroke="var(--mark)" />
          </svg>
          95% interval of a week; limits from 12 weeks on
        </li>
      )}
      {marks.running && (
        <li>
          <svg width="22" height="10" aria-hidden="true">
            <path className="data prov" d="M1 5H15" />
            <circle cx="18" cy="5" r="2.5" fill="var(--surface)" stroke="var(--ink)" strokeWidth="1.25" />
          </svg>
          {marks.running}, still running
        </li>
      )}
      {marks.outside.map((tone) => (
        <li key={tone}>
          <svg width="10" height="10" aria-hidden="true">
            <circle cx="5" cy="5" r="3.5" fill={OUTSIDE[tone].colour} />
          </svg>
          {OUTSIDE[tone].text}
        </li>
      ))}
      {marks.second && (
        <li>
          <svg width="22" height="10" aria-hidden="true">
            <path className="data2" d="M0 5H22" />
          </svg>
          contained
        </li>
      )}
    </ul>
  );
}
