import type { Metric } from "../metric";

/** What of the context reached the agent. */
export const ARRIVAL_METRICS = [
  {
    kind: "share",
    id: "arrived_context_rate",
    label: "Context arrived",
    description:
      "The share of hand-offs that reached a person with anything of the context: transcript, summary, reason, or a detail in a field.",
    numeratorText: "hand-offs with something of the context",
    denominatorText: "hand-offs that reached a person, and of which it is known whether anything arrived",
    unit: "percent",
    better: "higher",
    numerator: "context_came",
    denominator: "context_known",
    caveats: [
      "Hand-offs of which the source does not say are in neither half: not known is not the same as missing.",
    ],
  },
  {
    kind: "share",
    id: "arrived_transcript_rate",
    label: "Transcript arrived",
    description: "The share of hand-offs whose transcript reached the agent’s screen.",
    numeratorText: "hand-offs whose transcript arrived",
    denominatorText: "hand-offs that reached a person, and of which it is known",
    unit: "percent",
    better: "higher",
    numerator: "transcript_came",
    denominator: "transcript_known",
    caveats: [
      "Hand-offs of which the source does not say are in neither half: not known is not the same as missing.",
    ],
  },
  {
    kind: "share",
    id: "arrived_summary_rate",
    label: "Summary arrived",
    description: "The share of hand-offs that came with a summary.",
    numeratorText: "hand-offs with a summary",
    denominatorText: "hand-offs that reached a person, and of which it is known",
    unit: "percent",
    better: "higher",
    numerator: "summary_came",
    denominator: "summary_known",
    caveats: [
      "Hand-offs of which the source does not say are in neither half: not known is not the same as missing.",
    ],
  },
  {
    kind: "share",
    id: "arrived_reason_rate",
    label: "Reason arrived",
    description: "The share of hand-offs whose reason reached the agent.",
    numeratorText: "hand-offs whose reason arrived",
    denominatorText: "hand-offs that reached a person, and of which it is known",
    unit: "percent",
    better: "higher",
    numerator: "reason_told",
    denominator: "reason_told_known",
    caveats: [
      "Hand-offs of which the source does not say are in neither half: not known is not the same as missing.",
    ],
  },
  {
    kind: "share",
    id: "arrived_in_time_rate",
    label: "Context in time",
    description: "The share of hand-offs whose context was there no later than the agent.",
    numeratorText: "hand-offs with the context delivered when the agent was connected, or before",
    denominatorText: "hand-offs that reached a person, with both times known",
    unit: "percent",
    better: "higher",
    numerator: "delivered_in_time",
    denominator: "delivery_timed",
    caveats: [
      "A context that never came has no time of delivery and is not counted here; see Context arrived.",
    ],
  },
] as const satisfies readonly Metric[];
