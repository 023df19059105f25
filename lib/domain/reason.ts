/** Why the bot handed off: contract, section 2. The three families differ in kind and are never lumped together. */
export const REASON_FAMILIES = ["bot_failure", "planned_escalation", "customer_demand"] as const;
export const REASON_GROUPS = [...REASON_FAMILIES, "operational", "unclassified"] as const;

/** One of the three families, or one of the two groups outside them. */
export type ReasonFamily = (typeof REASON_GROUPS)[number];

const CODES = {
  not_understood: "bot_failure",
  max_attempts: "bot_failure",
  knowledge_gap: "bot_failure",
  tool_error: "bot_failure",
  wrong_answer: "bot_failure",
  loop_or_frustration: "bot_failure",
  needs_approval: "planned_escalation",
  policy_or_risk: "planned_escalation",
  out_of_scope_by_design: "planned_escalation",
  priority_customer: "planned_escalation",
  asked_at_start: "customer_demand",
  asked_midway: "customer_demand",
} as const satisfies Record<string, ReasonFamily>;

export type ReasonCode = keyof typeof CODES;
export const REASON_CODES = Object.keys(CODES) as readonly ReasonCode[];

/** A code, or a bare family name where the code is unknown. */
export type Reason = ReasonCode | ReasonFamily;
export const REASONS: readonly Reason[] = [...REASON_CODES, ...REASON_GROUPS];

/** The family of a code or of a bare family name. */
export function familyOf(reason: Reason): ReasonFamily {
  return reason in CODES ? CODES[reason as ReasonCode] : (reason as ReasonFamily);
}

/** Whether a family is one of the three that reason shares are about. */
export function isOneOfThree(family: ReasonFamily): boolean {
  return (REASON_FAMILIES as readonly string[]).includes(family);
}

/** Reads a reason in any case; null when it is no known code and no family. */
export function parseReason(text: string): Reason | null {
  const reason = text.trim().toLowerCase();
  return (REASONS as readonly string[]).includes(reason) ? (reason as Reason) : null;
}
