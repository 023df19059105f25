import { familyOf, REASON_CODES, REASON_GROUPS, type Reason } from "@/lib/domain/reason";
import type { ContextRatingBody } from "@/lib/domain/record";
import { familyName, plainWord } from "@/lib/reports/report/prepare-names";
import type { SentRating } from "./give-rating";

/** What can be answered, in the order of the keys 1, 2, 3. */
export const USEFULNESS_CHOICES = [
  { value: "useful", label: "Useful" },
  { value: "partly", label: "Partly" },
  { value: "not_useful", label: "Not useful" },
] as const;
export const USED_CHOICES = [
  { value: "used", label: "Used" },
  { value: "skimmed", label: "Skimmed" },
  { value: "ignored", label: "Ignored" },
] as const;

/** The reasons that an agent can name instead of the bot's. */
export const REASON_CHOICES: readonly { readonly value: Reason; readonly label: string }[] = [
  ...REASON_CODES.map((code) => ({ value: code as Reason, label: plainWord(code) })),
  ...REASON_GROUPS.filter((group) => group !== "unclassified").map((group) => ({
    value: group as Reason,
    label: `${familyName(group)}, other`,
  })),
];

/** A rating nobody has begun. */
export const NO_RATING: SentRating = {
  usefulness: null,
  used: null,
  reaskedFields: null,
  correctedReason: null,
  comment: null,
};

/** A rating as the controls hold it. */
export function prepareRating(rating: ContextRatingBody | null): SentRating {
  if (!rating) return NO_RATING;
  return {
    usefulness: rating.usefulness ?? null,
    used: rating.used ?? null,
    reaskedFields: rating.reaskedFields ? [...rating.reaskedFields] : null,
    correctedReason: rating.correctedReason ?? null,
    comment: rating.comment ?? null,
  };
}

/** `Useful, used, asked again: none`. */
export function ratingText({ usefulness, used, reaskedFields, correctedReason }: SentRating): string {
  const words = [
    USEFULNESS_CHOICES.find(({ value }) => value === usefulness)?.label,
    USED_CHOICES.find(({ value }) => value === used)?.label,
    reaskedFields && `asked again: ${reaskedFields.join(", ") || "none"}`,
    correctedReason && `reason: ${plainWord(correctedReason)}`,
  ].filter((word) => typeof word === "string");
  const text = words.map((word) => word.charAt(0).toLowerCase() + word.slice(1)).join(", ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `Bot failure, tool error`; null for hand-offs without a reason. */
export function reasonText(reason: Reason): string | null {
  const family = familyOf(reason);
  if (family === "unclassified") return null;
  const name = familyName(family);
  return reason === family ? name : `${name}, ${plainWord(reason).toLowerCase()}`;
}
