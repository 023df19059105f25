import type { Reason } from "@/lib/domain/reason";
import type { RecordType } from "@/lib/domain/record";
import type { SignatureScheme } from "./signature";
import type { Supplies } from "./supplies";

/*
 * A connector turns what one platform sends, as it sends it, into records of the contract. It is one pure file: it
 * remembers nothing. What a conversation looks like after several events follows from the records' merge rules alone
 * (contract, section 1), so every key must be deterministic and every record must carry a version where the platform
 * gives one.
 */

/** A record as the contract takes it, without `source` and `conversationId`; absent and null keys say nothing. */
export interface RecordDraft {
  readonly type: RecordType;
  readonly [key: string]: unknown;
}

/**
 * What a piece of a payload says about the bot's part in its conversation: `bot` = the bot took part; `follows` = it
 * does not tell, so it counts only where the conversation is known as one with a bot; `none` = there was no bot.
 */
export type BotPart = "bot" | "follows" | "none";

/** What a payload says of one conversation. */
export interface MappedConversation {
  readonly conversationId: string;
  readonly part: BotPart;
  readonly test: boolean;
  readonly records: readonly RecordDraft[];
}

/** Something in a payload that is not understood: where (`item 3`), and what is wrong in a sentence, without values. */
export interface MappingProblem {
  readonly where: string;
  readonly message: string;
}

/** What a payload holds. */
export interface Mapped {
  /** What the platform calls it, such as the name of the event; shown in the list of payloads. */
  readonly label: string;
  readonly conversations: readonly MappedConversation[];
  /** Pieces that are understood and hold nothing that Baton counts, such as "contact_updated". */
  readonly irrelevant: number;
  readonly problems: readonly MappingProblem[];
}

/** What a connection says about its platform, by {@link OptionSpec.key}; absent = the option's own default. */
export type ConnectorOptions = { readonly [key: string]: string };

/** Something that differs between installations of a platform and no payload tells. */
export interface OptionSpec {
  readonly key: string;
  readonly label: string;
  readonly hint: string;
  /** What holds when nothing is entered. */
  readonly initial: string;
  /** A longer text, such as a mapping. */
  readonly long?: true;
  /** Why the text cannot be used, in a sentence; null when it can. */
  readonly check?: (text: string) => string | null;
}

/** What mapping needs besides the payload. */
export interface MapContext {
  /** When the payload first arrived, ISO 8601: for platforms whose events carry no time. */
  readonly receivedAt: string;
  readonly options: ConnectorOptions;
}

/** A raw reason whose meaning the platform's documentation fixes. */
export interface ShippedReason {
  readonly raw: string;
  readonly reason: Reason;
}

/** A platform that Baton understands. */
export interface Connector {
  /** As in addresses: `genesys-cloud`. */
  readonly platform: string;
  readonly name: string;
  /** What it takes, in a sentence each; null where the platform has no such form. */
  readonly webhook: string | null;
  readonly exportFile: string | null;
  /** The platform's own signature; null where it sends none, so that the connection's secret must be sent. */
  readonly signature: SignatureScheme | null;
  /** Headers of the platform in which it sends a secret of our choice as it is. */
  readonly secretHeaders?: readonly string[];
  /** What to do in the platform, step by step; `{url}` and `{secret}` stand for the connection's. */
  readonly steps: readonly string[];
  readonly options: readonly OptionSpec[];
  readonly supplies: Supplies;
  /** Suggestions for the reason map; they change nothing until they are taken over into it. */
  readonly reasons: readonly ShippedReason[];
  /** Rows of an export that belong together and must be read at once, such as one row per turn. */
  readonly readsWhole: boolean;
  /**
   * Reads a payload: parsed JSON, or for NDJSON, CSV and forms a list of objects.
   * Never throws: what is not understood is a problem.
   */
  map(body: unknown, context: MapContext): Mapped;
}

/** The value of an option: as entered, else its own default. */
export function optionOf(options: ConnectorOptions, specs: readonly OptionSpec[], key: string): string {
  const entered = options[key]?.trim();
  return entered ? entered : (specs.find((spec) => spec.key === key)?.initial ?? "");
}

/** A comma list as it is entered in an option, in lower case. */
export function listOption(text: string): ReadonlySet<string> {
  return new Set(
    text
      .split(",")
      .map((name) => name.trim().toLowerCase())
      .filter((name) => name !== ""),
  );
}
