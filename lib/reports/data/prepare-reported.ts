import { weekDays } from "@/lib/domain/period";
import { ELSEWHERE } from "@/lib/metrics/counted-elsewhere";
import { formatCount } from "@/lib/metrics/format";
import { formatWeek } from "@/lib/metrics/format-time";
import { rowsAddress } from "@/lib/reports/conversations/rows-address";
import type { Reconciled } from "./reported";

/** One step from the platform's number to Baton's. */
export interface ReconciledStep {
  readonly label: string;
  /** With its sign, where it is a difference. */
  readonly count: string;
  readonly why: string;
  readonly href: string | null;
  /** A number on which the steps end or begin, not a difference. */
  readonly isTotal: boolean;
}

/** One reported number, step by step. */
export interface ReconciledNumber {
  readonly name: string;
  readonly steps: readonly ReconciledStep[];
  readonly verdict: string;
  readonly isExplained: boolean;
}

/** One reported week. */
export interface ReconciledWeek {
  readonly key: string;
  readonly source: string;
  readonly week: string;
  readonly title: string;
  readonly sub: string;
  readonly numbers: readonly ReconciledNumber[];
}

/** What the platforms reported, led to what Baton counts by the rules in which they differ. */
export function prepareReconciliation(weeks: readonly Reconciled[]): ReconciledWeek[] {
  return weeks.map((one) => {
    const { source, week, product, conversations, handOffs, enteredBy } = one.reported;
    return {
      key: `${source} ${week}`,
      source,
      week,
      title: `${source}, ${formatWeek(week)}`,
      sub: `${product === "" ? "By a rule that is not known" : `By the rule of ${product}`}; entered by ${enteredBy}`,
      numbers: [
        ...(conversations === null ? [] : [conversationSteps(one, conversations)]),
        ...(handOffs === null ? [] : [handOffSteps(one, handOffs)]),
      ],
    };
  });
}

/** Conversations: tests, those in which the customer wrote nothing, and open ones are what the rules differ in. */
function conversationSteps({ reported, held }: Reconciled, count: number): ReconciledNumber {
  const rule = ELSEWHERE.find(({ product }) => product === reported.product);
  const counts = rule?.denominator === "engaged" ? held.engaged : held.started;
  const tests = held.arrived - held.started;
  const missing = count - counts;
  // Which rules count tests is said nowhere: what is missing is put down to them first.
  const asTests = Math.max(0, Math.min(missing, tests));
  const open = missing - asTests;
  const silent = held.started - held.engaged;
  return {
    name: "Conversations",
    steps: [
      total("Reported by the platform", count),
      ...(asTests > 0 ? [step("Marked as tests here", -asTests, "Tests count in no number of Baton.")] : []),
      ...(open === 0 ? [] : [unexplained(open, "conversations")]),
      total(rule ? `Here, by the rule of ${rule.product}` : "Arrived here, without tests", counts),
      ...(rule?.denominator === "engaged" || silent === 0
        ? []
        : [step("The customer wrote nothing", -silent, "Not eligible: nobody took part.")]),
      ...(held.engaged - held.eligible === 0
        ? []
        : [
            step(
              "Still open",
              -(held.engaged - held.eligible),
              "Not eligible until they are over; also those handed off before the customer wrote.",
            ),
          ]),
      total(
        "Counted by Baton: eligible conversations",
        held.eligible,
        rows(reported, "conversations", "numerator"),
      ),
    ],
    ...verdict(open, "conversations"),
  };
}

/** Hand-offs: repeated ones, and those of conversations that are not eligible, are what the rules differ in. */
function handOffSteps({ reported, held }: Reconciled, count: number): ReconciledNumber {
  const rule = ELSEWHERE.find(({ product }) => product === reported.product);
  const events = rule?.numerator === "escalations";
  const counts = events ? held.escalations : held.escalated;
  const missing = count - counts;
  const repeated = held.escalations - held.escalated;
  const others = held.escalated - held.handed_off;
  return {
    name: "Hand-offs",
    steps: [
      total("Reported by the platform", count),
      ...(missing === 0 ? [] : [unexplained(missing, "hand-offs")]),
      total(
        rule ? `Here, by the rule of ${rule.product}` : "Conversations handed off here, without tests",
        counts,
      ),
      ...(events && repeated > 0
        ? [
            step(
              "Again in the same conversation",
              -repeated,
              "Baton’s hand-off rate counts a conversation once.",
            ),
          ]
        : []),
      ...(others === 0
        ? []
        : [step("Of conversations that are not eligible", -others, "Open, or the customer wrote nothing.")]),
      total(
        "Counted by Baton: conversations handed off",
        held.handed_off,
        rows(reported, "hand_off_rate", "numerator"),
      ),
    ],
    ...verdict(missing, "hand-offs"),
  };
}

function total(label: string, count: number, href: string | null = null): ReconciledStep {
  return { label, count: formatCount(count), why: "", href, isTotal: true };
}

function step(label: string, count: number, why: string): ReconciledStep {
  return { label, count: signed(count), why, href: null, isTotal: false };
}

function unexplained(missing: number, what: string): ReconciledStep {
  return step(
    missing > 0 ? "Not here" : "Here and not there",
    -missing,
    missing > 0
      ? `No rule explains these ${what}: they did not arrive, or under another source.`
      : "No rule explains them: the platform’s week may begin in another time zone, or a conversation there is several here.",
  );
}

function verdict(missing: number, what: string): Pick<ReconciledNumber, "verdict" | "isExplained"> {
  if (missing === 0) return { verdict: "Explained in full by the definitions.", isExplained: true };
  const n = formatCount(Math.abs(missing));
  return {
    verdict:
      missing > 0
        ? `${n} ${what} are missing here: import the platform’s export of this week, what is known already changes nothing.`
        : `${n} ${what} more here than reported: compare the time zone of the platform’s report with the reporting time zone.`,
    isExplained: false,
  };
}

function signed(count: number): string {
  return `${count < 0 ? "−" : "+"}${formatCount(Math.abs(count))}`;
}

function rows(
  { source, week }: Pick<HeldKey, "source" | "week">,
  metric: string,
  part: "numerator" | "denominator",
): string {
  return rowsAddress(
    { period: weekDays(week), filters: [{ dimension: "source", values: [source] }] },
    metric,
    part,
  );
}

type HeldKey = Reconciled["reported"];
