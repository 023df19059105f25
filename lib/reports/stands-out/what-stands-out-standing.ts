import { counted } from "@/lib/metrics/counted";
import { formatCount } from "@/lib/metrics/format";
import { rowsAddress, withFilter } from "@/lib/reports/conversations/rows-address";
import type { Standing } from "./insights-standing";
import { type Finding, type Setting, shareText } from "./what-stands-out-finding";
import { capital, nOf, typeInside } from "./what-stands-out-words";

/** What is wrong with a query type every week. */
export function standingFinding(standing: Standing, { scope, columns }: Setting): Finding {
  const { rule, queryType, wrong, others, weeks, change, attempts } = standing;
  const type = capital(typeInside(queryType));
  const filters = withFilter(scope.filters, "query_type", [queryType]);
  const week = { ...scope, filters };
  const key = `${rule} ${queryType}`;
  const steady =
    change === null ? `no change in ${counted(weeks, "week")}` : `${change} than in the weeks before`;
  switch (rule) {
    case "late":
      return {
        key,
        claim: `${type} hands off late.`,
        why: `In ${nOf(wrong)} bot failures the bot failed at least twice first${attempts ? `, ${attempts.mean.toFixed(1)} times on average` : ""}.`,
        signal: null,
        notes: [steady],
        link: attempts
          ? {
              text: counted(wrong.numerator, "hand-off"),
              href: rowsAddress(
                { ...week, filters: withFilter(filters, "failed_attempts", attempts.many) },
                "bot_failure_share",
                "numerator",
              ),
            }
          : {
              text: counted(wrong.denominator, "bot failure"),
              href: rowsAddress(week, "one_failed_attempt_rate", "denominator"),
            },
      };
    case "unheard":
      return {
        key,
        claim: `${type} makes customers wait for a person.`,
        why: `Of ${formatCount(wrong.denominator)} who asked for one, ${formatCount(wrong.numerator)} were not handed off within a minute.`,
        signal: null,
        notes: [steady],
        link: {
          text: counted(wrong.denominator, "request"),
          href: rowsAddress(week, "demand_honoured_rate", "denominator"),
        },
      };
    case "blind":
    case "loses": {
      const reviewed = columns.find((column) => column.state === "reviewed");
      const period = { from: columns[0]?.period.from ?? "", to: reviewed?.period.to ?? "" };
      return {
        key,
        claim:
          rule === "blind"
            ? `${type} seldom hands off, but then arrives blind.`
            : `${type} loses details at the hand-off.`,
        why: `In ${nOf(wrong)} hand-offs an agent asked again for a detail that the bot had: ${shareText(wrong)}, all other query types ${shareText(others)}.`,
        signal: null,
        notes: [`in ${counted(weeks, "week")}`],
        link: {
          text: counted(wrong.numerator, "hand-off"),
          href: rowsAddress({ period, filters }, "repeat_information_rate", "numerator"),
        },
      };
    }
  }
}
