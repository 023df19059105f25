import type { FieldRow } from "@/lib/reports/conversation/prepare-brief";

/** A square: full in a field, half in the transcript only, empty not passed, dashed not known. */
export function PassedMark({ passed }: { passed: FieldRow["passed"] }) {
  return (
    <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
      <rect
        x=".5"
        y=".5"
        width="9"
        height="9"
        fill={passed === "structured" ? "var(--ink)" : "none"}
        stroke={passed === "unknown" ? "var(--mark)" : "var(--ink)"}
        strokeDasharray={passed === "unknown" ? "2 1.5" : undefined}
      />
      {passed === "transcript" && <rect x="1" y="5" width="8" height="4.5" fill="var(--ink)" />}
    </svg>
  );
}
