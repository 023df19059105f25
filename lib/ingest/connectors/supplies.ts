/** What Baton would like to know, in the order in which it is shown. */
export const SUPPLY_LABELS = {
  started: "Start of the conversation",
  ended: "End of the bot's part",
  bot: "Bot and its version",
  channel: "Channel",
  language: "Language",
  queryType: "Query type",
  outcome: "Outcome",
  messages: "Numbers of messages",
  failedAttempts: "Failed attempts",
  transcriptLines: "Transcript",
  requested: "When the hand-off was asked for",
  connected: "When a person took over",
  reason: "Reason of the hand-off",
  queue: "Queue or team",
  agent: "Agent",
  fields: "Captured details passed in fields",
  contextTranscript: "Whether the transcript reached the agent",
  summary: "Summary for the agent",
  survey: "Customer survey",
  agentRating: "Agents' rating of the context",
  journey: "Contact before this one",
  test: "Test traffic",
} as const;

/** Something that a platform may or may not supply. */
export type SupplyKey = keyof typeof SUPPLY_LABELS;

/** How much of it the platform supplies. */
export type Supplied = "yes" | "partly" | "no";

/** What a platform supplies: for each key how much, and where it comes from or what is missing. */
export type Supplies = { readonly [K in SupplyKey]: readonly [Supplied, string] };

/** The same in every platform that says nothing of it. */
export const NOT_SUPPLIED = {
  agentRating: ["no", "Agents rate in Baton itself."],
} as const satisfies Partial<Supplies>;
