import type { OptionSpec } from "./connector";

/*
 * Platforms without a bot of their own know of one only what the customer's flow writes into attributes. These two are
 * asked for alike.
 */

/** In which attribute the flow writes why it hands off. */
export const REASON_ATTRIBUTE: OptionSpec = {
  key: "reasonAttribute",
  label: "Attribute with the reason",
  hint: "Set by your flow.",
  initial: "handoff_reason",
};

/** In which attribute the flow writes what the customer wants. */
export const QUERY_TYPE_ATTRIBUTE: OptionSpec = {
  key: "queryTypeAttribute",
  label: "Attribute with the query type",
  hint: "Set by your flow.",
  initial: "intent",
};
