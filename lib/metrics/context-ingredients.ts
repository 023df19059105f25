import type { HandOff } from "./hand-off-facts";

/** What the context is made of, one by one; undefined where the source did not say. */
export interface ArrivedParts {
  readonly transcript: boolean | undefined;
  readonly summary: boolean | undefined;
  readonly reason: boolean | undefined;
}

/** Which parts of the context reached the agent. */
export function arrivedParts({ body: { context } }: HandOff): ArrivedParts {
  return {
    transcript: context?.transcript,
    summary: context?.summary === undefined ? undefined : context.summary !== false,
    reason: context?.reason,
  };
}

/** How many of the captured fields with known `passed` were passed in a field; null where none is known. */
export function fieldsArrived({ fields }: HandOff): "all" | "some" | "none" | null {
  const passed = fields.flatMap((field) => (field.passed ? [field.passed] : []));
  if (passed.length === 0) return null;
  const structured = passed.filter((way) => way === "structured").length;
  return structured === 0 ? "none" : structured === passed.length ? "all" : "some";
}

/** Whether the context was there when the agent was connected; undefined where either time is not known. */
export function isInTime({ body: { connectedAt, context } }: HandOff): boolean | undefined {
  if (connectedAt === undefined || context?.deliveredAt === undefined) return undefined;
  return context.deliveredAt <= connectedAt;
}

/** The dimensions that say what arrived with the first hand-off; null = not known, or no hand-off. */
export function ingredientsOf(first: HandOff | undefined): {
  readonly context_transcript: "yes" | "no" | null;
  readonly context_summary: "yes" | "no" | null;
  readonly context_reason: "yes" | "no" | null;
  readonly context_fields: "all" | "some" | "none" | null;
  readonly context_timing: "in_time" | "late" | null;
} {
  const parts = first ? arrivedParts(first) : null;
  const inTime = first ? isInTime(first) : undefined;
  return {
    context_transcript: yesOrNo(parts?.transcript),
    context_summary: yesOrNo(parts?.summary),
    context_reason: yesOrNo(parts?.reason),
    context_fields: first ? fieldsArrived(first) : null,
    context_timing: inTime === undefined ? null : inTime ? "in_time" : "late",
  };
}

function yesOrNo(part: boolean | undefined): "yes" | "no" | null {
  return part === undefined ? null : part ? "yes" : "no";
}
