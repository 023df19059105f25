import { compareCodePoints } from "@/lib/domain/code-point-order";
import { ACTIONS, type Verdict } from "@/lib/metrics/verdicts";
import type { Excess } from "./excess";
import type { SortHead } from "./prepare-query-types";
import type { PlacedType } from "./quadrant";
import { type QueryTypesAddress, queryTypesHref, type TypeSort } from "./query-type-address";

/** Fewer hand-offs with known attempts, and no mean of them is shown. */
export const FEWEST_FOR_MEAN = 5;

const HEADS: { readonly [S in TypeSort]: string } = {
  excess: "Excess hand-offs",
  query_type: "Query type",
  conversations: "Conversations",
  hand_off_rate: "Hand-off rate",
  repeat_information_rate: "Repeat information",
  failed_attempts: "Failed attempts",
  post_hand_off_csat: "CSAT",
  verdict: "Verdict",
};

/** The heads of the columns that sort when followed. */
export function prepareTypeHeads(address: QueryTypesAddress): { readonly [S in TypeSort]: SortHead } {
  const head = (sort: TypeSort): SortHead => {
    const isCurrent = address.sort === sort;
    const ascending = (sort === "query_type" || sort === "verdict") !== address.reversed;
    return {
      title: HEADS[sort],
      href: queryTypesHref(address, { sort, reversed: isCurrent ? !address.reversed : false }, "types"),
      sorted: isCurrent ? (ascending ? "ascending" : "descending") : null,
    };
  };
  return {
    excess: head("excess"),
    query_type: head("query_type"),
    conversations: head("conversations"),
    hand_off_rate: head("hand_off_rate"),
    repeat_information_rate: head("repeat_information_rate"),
    failed_attempts: head("failed_attempts"),
    post_hand_off_csat: head("post_hand_off_csat"),
    verdict: head("verdict"),
  };
}

/** Verdicts in the order of their rules, then what is open, then what needs nothing. */
const VERDICT_ORDER: readonly Verdict["action"][] = [...ACTIONS, "too_few", "no_action"];

/** Names run from A, verdicts from the first rule, numbers from the largest; what is withheld comes last either way. */
export function sortTypes(
  types: readonly PlacedType[],
  excesses: ReadonlyMap<PlacedType | undefined, Excess>,
  { sort, reversed }: QueryTypesAddress,
): PlacedType[] {
  const excess = (type: PlacedType) => excesses.get(type)?.excess ?? null;
  const numberOf = (type: PlacedType): number | null => {
    switch (sort) {
      case "excess":
        return excess(type);
      case "failed_attempts":
        return type.attempts.known < FEWEST_FOR_MEAN ? null : type.attempts.mean;
      case "verdict":
        return -VERDICT_ORDER.indexOf(type.verdict.action);
      case "query_type":
        return 0;
      default:
        return type.values[sort]?.value ?? null;
    }
  };
  const sign = reversed ? -1 : 1;
  const byName = (a: PlacedType, b: PlacedType) =>
    (sort === "query_type" ? sign : 1) * compareCodePoints(a.queryType ?? "", b.queryType ?? "");
  return [...types].sort((a, b) => {
    const isMissing = Number(a.queryType === null) - Number(b.queryType === null);
    if (isMissing !== 0) return isMissing;
    const [left, right] = [numberOf(a), numberOf(b)];
    if (left === null || right === null)
      return Number(left === null) - Number(right === null) || byName(a, b);
    const tie = sort === "verdict" ? (excess(b) ?? 0) - (excess(a) ?? 0) : 0;
    return sign * (right - left) || tie || byName(a, b);
  });
}
