import type { FieldName } from "./captured-fields";
import type { Exchange } from "./topics";

/**
 * Everything that is said in one language. `{product}`, `{orderedOn}`, `{date}`, `{weekday}`, `{amount}`, `{month}`
 * and `{tariff}` stand for the facts of the conversation, `{field}` for the name of a detail, `{value}` for the detail.
 */
export interface Phrases {
  /** By query type: what customers want, in the order of {@link TOPICS}. */
  readonly topics: { readonly [queryType: string]: readonly Exchange[] };
  /** Names of details as the object of "give me". */
  readonly fields: { readonly [name in FieldName]?: string };
  readonly products: readonly string[];
  readonly weekdays: readonly string[];
  readonly botGreetings: readonly string[];
  readonly botAsks: readonly string[];
  readonly gives: readonly string[];
  readonly botFailures: readonly string[];
  readonly customerTriesAgain: readonly string[];
  readonly wantsPerson: readonly string[];
  readonly insistsOnPerson: readonly string[];
  readonly botDeflects: readonly string[];
  readonly botHandsOver: readonly string[];
  /** The agent has read what the bot passed on, and the agent has not. */
  readonly agentGreetsInformed: readonly string[];
  readonly agentGreetsPlain: readonly string[];
  readonly agentAsksAgain: readonly string[];
  readonly givesAgain: readonly string[];
  /** Personal details that nobody asked for: the ingest has to find them by itself. */
  readonly volunteers: readonly string[];
  readonly customerThanks: readonly string[];
  readonly agentCloses: readonly string[];
  /** Survey comments. */
  readonly comments: {
    readonly satisfied: readonly string[];
    readonly unsatisfied: readonly string[];
    readonly repeated: readonly string[];
    readonly contained: readonly string[];
    readonly containedUnsatisfied: readonly string[];
  };
}

/** Puts the facts into a template. Throws a RangeError for a placeholder without a fact. */
export function fillIn(template: string, facts: { readonly [name: string]: string }): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const fact = facts[name];
    if (fact === undefined) throw new RangeError(`No fact for {${name}} in: ${template}`);
    return fact;
  });
}
