import type { ReasonFamily } from "@/lib/domain/reason";

/** Fill and 1 px edge of every family, everywhere the same. */
export const REASON_FILLS: {
  readonly [F in ReasonFamily]: { readonly fill: string; readonly edge: string };
} = {
  bot_failure: { fill: "var(--reason-bot-failure)", edge: "var(--reason-bot-failure)" },
  planned_escalation: { fill: "var(--reason-planned)", edge: "var(--reason-planned)" },
  customer_demand: { fill: "var(--reason-demand)", edge: "var(--reason-demand-edge)" },
  operational: { fill: "var(--reason-operational)", edge: "var(--reason-operational-edge)" },
  unclassified: { fill: "url(#hatch)", edge: "var(--mark)" },
};

/** The small square in a family's colour; the family's name stands beside it. */
export function Swatch({ family }: { family: ReasonFamily }) {
  const { fill, edge } = REASON_FILLS[family];
  return (
    <svg className="sw" viewBox="0 0 10 10" aria-hidden="true">
      <rect x=".5" y=".5" width="9" height="9" rx="1" fill={fill} stroke={edge} />
    </svg>
  );
}
