import { metric as findMetric } from "@/lib/metrics/catalogue";
import { counted } from "@/lib/metrics/counted";
import { formatInterval, formatParts, formatValue } from "@/lib/metrics/format";
import { rowsAddress, withFilter } from "@/lib/reports/conversations/rows-address";
import { prepareChange } from "@/lib/reports/report/prepare-number";
import { rateOf, type Share } from "@/lib/statistics/share";
import type { DetailCause, FieldDetail, ReleaseDetail, TypeCause } from "./insights-causes";
import type { Release } from "./releases";
import { type Finding, rowsLink, type Setting, shareText } from "./what-stands-out-finding";
import {
  adds,
  capital,
  inTenths,
  nOf,
  othersAdd,
  present,
  releaseName,
  sentences,
  typeInside,
  wordInside,
  wordsOf,
} from "./what-stands-out-words";

/** One query type behind a change. */
export function typeFinding(cause: TypeCause, { scope, releases }: Setting): Finding {
  const { metric, part, others, without, detail } = cause;
  const definition = findMetric(metric);
  const type = typeInside(part.queryType);
  const [own, rest] = inTenths(part.points, others);
  const signal = prepareChange(definition, part.change);
  const limits = without && formatInterval(definition.unit, without.limits);
  return {
    key: `${metric} ${part.queryType}`,
    claim: `${capital(type)} ${without ? "explains it" : "is the largest part of it"}.`,
    why: sentences(
      detail && detailText(detail, releases),
      without
        ? `Without ${type} the rate is ${formatValue(definition.unit, without.value)}, inside its limits of ${limits}.`
        : `It ${adds(own)}, all other query types together ${othersAdd(rest, own)}.`,
    ),
    signal,
    notes: present(
      signal?.interval,
      `${formatParts(part.after.numerator, part.after.denominator)} ${wordsOf(metric).of}`,
    ),
    link: rowsLink(definition, part.after.numerator, part.after.denominator, {
      ...scope,
      filters: withFilter(scope.filters, "query_type", [part.queryType]),
    }),
  };
}

function detailText(detail: FieldDetail | ReleaseDetail, releases: readonly Release[]): string {
  const { release, before, after } = detail;
  const since = release && `Since ${releaseName(release, releases)}`;
  if (detail.kind === "release") {
    return `${since} its rate is ${shareText(after)}, before ${shareText(before)}: ${nOf(after)}, before ${nOf(before)}.`;
  }
  const field = `the ${wordInside(detail.field)}`;
  const counts = `${nOf(after)}, before ${nOf(before)}`;
  const said = detail.what === "passed" ? passedText(before, after) : askedText(before, after);
  return `${since ? `${since} ${field}` : capital(field)} ${said}: ${counts}.`;
}

/** Below this a detail as good as never arrives. */
const HARDLY_EVER = 0.05;

function passedText(before: Share, after: Share): string {
  const [earlier, later] = [rateOf(before) ?? 0, rateOf(after) ?? 0];
  if (later < earlier) {
    return later < HARDLY_EVER ? "no longer arrives in a field" : "arrives in a field less often";
  }
  return earlier < HARDLY_EVER ? "arrives in a field" : "arrives in a field more often";
}

function askedText(before: Share, after: Share): string {
  return `is asked again ${(rateOf(after) ?? 0) > (rateOf(before) ?? 0) ? "more" : "less"} often`;
}

/** A captured detail or a new version behind a change that no single query type makes. */
export function detailFinding(
  { metric, detail, change }: DetailCause,
  { scope, releases }: Setting,
): Finding {
  const { release, before, after } = detail;
  const isField = detail.kind === "field";
  const definition = findMetric(isField ? FIELD_METRICS[detail.what] : metric);
  const signal = prepareChange(definition, change);
  const since = release && releaseName(release, releases);
  const filters = isField
    ? withFilter(scope.filters, "field", [detail.field])
    : withFilter(scope.filters, "bot_version", [detail.release.version]);
  return {
    key: `${metric} ${isField ? detail.field : detail.release.version}`,
    claim: isField ? `${capital(`the ${wordInside(detail.field)}`)} is behind it.` : `It came with ${since}.`,
    why: isField
      ? detailText(detail, releases)
      : `On it the rate is ${shareText(after)}, on release ${detail.release.previous} it was ${shareText(before)}.`,
    signal,
    notes: present(signal?.interval, isField ? null : `${nOf(after)}, before ${nOf(before)}`),
    link: isField
      ? {
          text: counted(after.denominator, "hand-off"),
          href: rowsAddress({ ...scope, filters }, definition.id, "denominator"),
        }
      : rowsLink(definition, after.numerator, after.denominator, { ...scope, filters }),
  };
}

/** What a field's comparison counts. */
const FIELD_METRICS = { passed: "structured_pass_rate", asked_again: "field_reask_rate" } as const;
