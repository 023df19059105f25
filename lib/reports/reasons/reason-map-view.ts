import { familyOf, REASON_CODES, REASON_FAMILIES, type Reason, type ReasonFamily } from "@/lib/domain/reason";
import type { ReasonMapDifference } from "@/lib/domain/reason-map";
import { counted, oneOrMany } from "@/lib/metrics/counted";
import { formatCount } from "@/lib/metrics/format";
import { formatMoment } from "@/lib/metrics/format-time";
import { conversationHref } from "@/lib/reports/conversations/prepare-conversations";
import { filterParameters } from "@/lib/reports/conversations/rows-address";
import { familyName, plainWord } from "@/lib/reports/report/prepare-names";
import type { RawReasonRow, ReasonMapOverview } from "./reason-map";

/** One choice of what a raw reason means. */
export interface ReasonOption {
  readonly value: string;
  readonly label: string;
}

/** Choices under the name of what they have in common. */
export interface ReasonOptionGroup {
  readonly label: string;
  readonly options: readonly ReasonOption[];
}

/** A raw reason in one of the two tables of the map. */
export interface RawReasonLine {
  readonly key: string;
  /** The name of its field in the form, which says source and raw reason. */
  readonly field: string;
  readonly raw: string;
  /** `also sent as esc_017`; null where there is one spelling. */
  readonly spellings: string | null;
  readonly source: string;
  /** Bot hand-offs with it, and how they lead to conversations; null where there are none. */
  readonly handOffs: string;
  readonly conversations: { readonly text: string; readonly href: string } | null;
  /** `and 2 later hand-offs`, which no list of first hand-offs shows; null without. */
  readonly later: string | null;
  readonly examples: readonly { readonly id: string; readonly href: string }[];
  /** What it means now; `` while it waits. */
  readonly selected: string;
  readonly family: ReasonFamily | null;
}

/** One version in the history. */
export interface ReasonMapVersionLine {
  readonly version: number;
  readonly name: string;
  /** `22 Nov, 09:00`. */
  readonly when: string;
  readonly who: string;
  /** What it changed, one sentence each; the first few. */
  readonly changes: readonly string[];
  readonly moreChanges: number;
  /** The version that undoing this one, or going back to it, makes again; null for the one that holds and cannot go back. */
  readonly restore: { readonly version: number; readonly label: string } | null;
}

/** The reason map as the page shows it. */
export interface ReasonMapView {
  readonly version: number;
  readonly mayEdit: boolean;
  readonly waiting: readonly RawReasonLine[];
  /** `182 hand-offs in 3 raw reasons wait for a mapping`, over all data. */
  readonly summary: string;
  readonly more: string | null;
  readonly mapped: readonly RawReasonLine[];
  readonly history: readonly ReasonMapVersionLine[];
  /** How far measuring with the latest version has come; null when the numbers follow it. */
  readonly progress: string | null;
  readonly optionGroups: readonly ReasonOptionGroup[];
}

/** What takes a raw reason out of the map. */
export const NOT_MAPPED = "none";
/** What a field of the form is called: this, the source, `:`, the raw reason, both as in an address. */
export const FIELD_PREFIX = "map:";
const CHANGES_SHOWN = 4;

/** What a raw reason can be mapped to. */
export const REASON_OPTION_GROUPS: readonly ReasonOptionGroup[] = [
  ...REASON_FAMILIES.map((family) => ({
    label: familyName(family),
    options: [
      ...REASON_CODES.filter((code) => familyOf(code) === family).map((code) => ({
        value: code,
        label: plainWord(code),
      })),
      { value: family, label: `${familyName(family)}, code not known` },
    ],
  })),
  {
    label: "Outside the three",
    options: [
      { value: "operational", label: "Operational: quota, opening hours, routing" },
      { value: "unclassified", label: "Says nothing: stays unclassified" },
    ],
  },
];

/** A reason in words: `Tool error`, `Bot failure, code not known`, `Says nothing`. */
export function reasonName(reason: Reason): string {
  if (reason === "unclassified") return "says nothing";
  const family = familyOf(reason);
  return reason === family && reason !== "operational"
    ? `${familyName(family)}, code not known`
    : plainWord(reason);
}

/** The map, what waits for it and its history, as text and links. */
export function prepareReasonMap(
  overview: ReasonMapOverview,
  { timeZone, mayEdit }: { readonly timeZone: string; readonly mayEdit: boolean },
): ReasonMapView {
  const { waiting, moreWaiting, waitingHandOffs, mapped, history, measured, version } = overview;
  const reasons = waiting.length + moreWaiting;
  const previous = history[1]?.version ?? 0;
  return {
    version,
    mayEdit,
    waiting: waiting.map(line),
    summary:
      reasons === 0
        ? "No raw reason waits: every one in the records is mapped, or came with a reason that Baton knows."
        : `${counted(waitingHandOffs, "hand-off")} in all data came with ${counted(reasons, "raw reason")} that Baton does not know, and ${oneOrMany(waitingHandOffs, "is", "are")} unclassified.`,
    more: moreWaiting > 0 ? `${counted(moreWaiting, "more raw reason")} with fewer hand-offs each.` : null,
    mapped: mapped.map(line),
    history: history.map((entry) => ({
      version: entry.version,
      name:
        entry.restores === null ? `Version ${entry.version}` : restoredName(entry.version, entry.restores),
      when: formatMoment(entry.at.getTime() * 1000, timeZone),
      who: entry.author ?? "somebody who is gone",
      changes: entry.differences.slice(0, CHANGES_SHOWN).map(changeText),
      moreChanges: Math.max(0, entry.differences.length - CHANGES_SHOWN),
      restore: !mayEdit
        ? null
        : entry.version === version
          ? { version: previous, label: `Undo version ${version}` }
          : { version: entry.version, label: `Go back to version ${entry.version}` },
    })),
    progress:
      measured === null
        ? null
        : `Everything is being measured with version ${version} of the reason map, ${Math.floor(100 * measured)}% so far. The numbers change together when that is done.`,
    optionGroups: REASON_OPTION_GROUPS,
  };
}

function restoredName(version: number, restores: number): string {
  return restores === 0
    ? `Version ${version}, nothing mapped again`
    : `Version ${version}, the same as version ${restores}`;
}

/** `“ESC_017” of bot: Tool error (was not mapped)`. */
export function changeText({ source, raw, before, after }: ReasonMapDifference): string {
  const name = (reason: Reason | null) => (reason === null ? "not mapped" : reasonName(reason));
  return `“${raw}” of ${source}: ${name(after)} (was ${name(before)})`;
}

/** The name of the field that says what a raw reason means. Forms escape some characters in names; these need none. */
export function fieldName(source: string, raw: string): string {
  return `${FIELD_PREFIX}${encodeURIComponent(source)}:${encodeURIComponent(raw)}`;
}

function line(row: RawReasonRow): RawReasonLine {
  const { source, raw, spellings, reason, handOffs, firsts } = row;
  const others = spellings.filter((spelling) => spelling !== raw);
  const later = handOffs - firsts;
  const parameters = new URLSearchParams([
    ["metric", "hand_off_rate"],
    ["part", "numerator"],
    ...filterParameters([
      { dimension: "source", values: [source] },
      { dimension: "reason_raw", values: spellings },
      { dimension: "reason", values: [familyOf(reason ?? "unclassified")] },
    ]),
  ]);
  return {
    key: JSON.stringify([source, raw]),
    field: fieldName(source, raw),
    raw,
    spellings: others.length === 0 ? null : `also sent as ${others.join(", ")}`,
    source,
    handOffs: formatCount(handOffs),
    conversations:
      firsts === 0
        ? null
        : {
            // Once mapped, the list also has those whose source knew the same reason itself.
            text: reason === null ? counted(firsts, "conversation") : "conversations",
            href: `/conversations?${parameters}`,
          },
    later: later === 0 ? null : `and ${counted(later, "later hand-off")}`,
    examples: row.examples.map((id) => ({ id, href: conversationHref(source, id) })),
    selected: reason ?? "",
    family: reason === null ? null : familyOf(reason),
  };
}
