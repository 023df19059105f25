import type { ReasonFamily } from "@/lib/domain/reason";
import type { Channel } from "@/lib/domain/record";
import type { Dimension } from "@/lib/metrics/dimensions";

/*
 * How values from the records are called on a page. The record's own word stays in addresses, CSV and the API.
 */

const CHANNEL_NAMES: { readonly [C in Channel]: string } = {
  web_chat: "Web chat",
  in_app: "In app",
  messaging: "Messaging",
  sms: "SMS",
  email: "E-mail",
  voice: "Voice",
  social: "Social media",
  other: "Other channel",
};

const FAMILY_NAMES: { readonly [F in ReasonFamily]: string } = {
  bot_failure: "Bot failure",
  planned_escalation: "Planned escalation",
  customer_demand: "Customer demand",
  operational: "Operational",
  unclassified: "Unclassified",
};

const DIMENSION_NAMES: { readonly [dimension: string]: string } = {
  query_type: "Query type",
  bot: "Bot",
  bot_version: "Version",
  channel: "Channel",
  language: "Language",
  source: "Source",
  reason: "Reason",
  reason_code: "Reason code",
  reason_raw: "Raw reason",
  queue: "Queue",
  context_arrived: "Context arrived",
  context_transcript: "Transcript arrived",
  context_summary: "Summary arrived",
  context_reason: "Reason arrived",
  context_fields: "Details in fields",
  context_timing: "Context in time",
  failed_attempts: "Failed attempts",
  csat_score: "CSAT score",
  transition: "Transition",
};

/** `Query type`, `Version`; a custom attribute by its own name. */
export function dimensionName(dimension: Dimension): string {
  return DIMENSION_NAMES[dimension] ?? dimension.replace(/^attr\./, "");
}

/** A reason family in words. */
export function familyName(family: ReasonFamily): string {
  return FAMILY_NAMES[family];
}

/** A word as machines write it (`order_status`) as people do (`Order status`); anything else stays as it is. */
export function plainWord(word: string): string {
  if (!/^[a-z0-9]+([_-][a-z0-9]+)*$/.test(word)) return word;
  const words = word.replace(/[_-]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const languages = new Intl.DisplayNames("en-GB", { type: "language", fallback: "code" });

/** The name of a language tag: `English`, `Swiss German`; a tag that nobody knows stays as it is. */
export function languageName(tag: string): string {
  try {
    return languages.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/**
 * What the row of conversations that lack a dimension is called: `No query type`. A hand-off without a reason is
 * unclassified, so what has none was not handed off.
 */
export function missingName(dimension: Dimension): string {
  if (dimension === "reason") return "Not handed off";
  return `No ${dimensionName(dimension).toLowerCase()}`;
}

/** A value of a dimension as pages show it; null is {@link missingName}. */
export function valueName(dimension: Dimension, value: string | null): string {
  if (value === null) return missingName(dimension);
  switch (dimension) {
    case "channel":
      return value in CHANNEL_NAMES ? CHANNEL_NAMES[value as Channel] : plainWord(value);
    case "language":
      return languageName(value);
    case "reason":
      return value in FAMILY_NAMES ? FAMILY_NAMES[value as ReasonFamily] : plainWord(value);
    case "query_type":
    case "reason_code":
    case "context_arrived":
    case "context_transcript":
    case "context_summary":
    case "context_reason":
    case "context_fields":
    case "context_timing":
      return plainWord(value);
    default:
      return value;
  }
}
