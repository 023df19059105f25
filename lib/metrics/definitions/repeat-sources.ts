import type { Metric } from "../metric";

const SHARE = { kind: "share", unit: "percent" } as const;

/** Who said whether details were asked again, and how far those who said agree. */
export const REPEAT_SOURCE_METRICS = [
  {
    ...SHARE,
    id: "platform_assessed_share",
    label: "Assessed by the platform",
    description: "How many of the assessed hand-offs the platform itself says something about.",
    numeratorText:
      "hand-offs with at least one captured detail that the platform marks as asked again or not",
    denominatorText: "assessed hand-offs",
    better: null,
    numerator: "platform_assessed_hand_offs",
    denominator: "assessed_hand_offs",
    caveats: [
      "A hand-off can be assessed by several sources, so the three shares add up to more than 100 %.",
    ],
  },
  {
    ...SHARE,
    id: "agent_assessed_share",
    label: "Assessed by agents",
    description: "How many of the assessed hand-offs have a rating that says which details were asked again.",
    numeratorText: "hand-offs with a rating that lists the details asked again, or says that none were",
    denominatorText: "assessed hand-offs",
    better: null,
    numerator: "agent_assessed_hand_offs",
    denominator: "assessed_hand_offs",
    caveats: [],
  },
  {
    ...SHARE,
    id: "transcript_assessed_share",
    label: "Assessed by the transcript",
    description: "How many of the assessed hand-offs Baton read the transcript of.",
    numeratorText: "hand-offs that were assessed by their transcript",
    denominatorText: "assessed hand-offs",
    better: null,
    numerator: "transcript_assessed_hand_offs",
    denominator: "assessed_hand_offs",
    caveats: [
      "A transcript is assessed when the hand-off reached a person, a message of the customer and one of an agent follow it, and at least one captured detail can be recognised: its value was sent, or there are phrases that ask for it.",
      "Only findings of high confidence that nobody has rejected count.",
    ],
  },
  {
    ...SHARE,
    id: "platform_transcript_agreement",
    label: "Platform and transcript agree",
    description:
      "How often the platform and the transcript say the same about a hand-off: something was asked again, or nothing was.",
    numeratorText: "hand-offs about which both say the same",
    denominatorText: "hand-offs assessed by the platform and by their transcript",
    better: "higher",
    numerator: "platform_transcript_agreed",
    denominator: "platform_transcript_compared",
    caveats: ["Where they differ, any yes counts as asked again."],
  },
  {
    ...SHARE,
    id: "agent_agreement",
    label: "Agents agree with the others",
    description:
      "How often agents' ratings say the same about a hand-off as the platform and the transcript together.",
    numeratorText: "hand-offs about which the agents say what the others say",
    denominatorText: "hand-offs assessed by agents and by at least one other source",
    better: "higher",
    numerator: "agent_agreed",
    denominator: "agent_compared",
    privateRatings: { count: 3 },
    caveats: [
      "Where platform and transcript differ, a yes of either is what the others say.",
      "Shown to people only as a sum of at least five ratings by at least three agents.",
    ],
  },
] as const satisfies readonly Metric[];
