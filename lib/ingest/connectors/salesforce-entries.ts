import type { RecordDraft } from "./connector";
import { type Mapping, NotUnderstood } from "./mapping";
import {
  isObject,
  type Json,
  list,
  moment,
  object,
  placeByTime,
  plainText,
  text,
  time,
} from "./platform-value";

/*
 * Entries of Salesforce's conversations: rows of ConversationEntry, or answers of the Connect API (conversation
 * entries). A row names only its Conversation, which may have several messaging sessions, so it is joined by the
 * sessions that came with it and by its time; an answer names the session itself.
 */

/** When a messaging session of a conversation ran. */
export interface SessionSpan {
  readonly id: string;
  readonly conversationId: string;
  readonly from: number;
  readonly to: number;
}

/** Whether a piece is an entry, in either form. */
export function isEntry(piece: Json): boolean {
  return (
    text(object(piece.attributes).type) === "ConversationEntry" ||
    (isObject(piece.sender) && piece.relatedRecords !== undefined) ||
    (piece.EntryTime !== undefined && piece.ConversationId !== undefined)
  );
}

/** Reads an entry: a line of the transcript. When somebody took over, the session says. */
export function readEntry(entry: Json, sessions: readonly SessionSpan[], mapping: Mapping): Mapping {
  const sender = object(entry.sender);
  const at =
    time(entry.EntryTime, "utc") ?? time(entry.clientTimestamp) ?? time(entry.serverReceivedTimestamp);
  if (at === undefined) throw new NotUnderstood("A conversation entry needs its EntryTime.");
  const id = sessionOf(entry, at, sessions);
  if (id === undefined) {
    throw new NotUnderstood(
      "A ConversationEntry names only its Conversation: send it in one payload with its MessagingSession (Id, ConversationId, StartTime).",
    );
  }
  mapping.label("ConversationEntry");
  const by = senderOf(text(entry.ActorType) ?? text(sender.role));
  const words = plainText(entry.Message ?? entry.messageText);
  if (words === undefined) return mapping.add(id, "follows", []);
  const name = text(entry.Id) ?? text(entry.MessageIdentifier) ?? text(entry.identifier);
  const line: RecordDraft = { type: "message", sequence: placeByTime(at, name), sender: by, text: words, at };
  return mapping.add(id, "follows", [line]);
}

function sessionOf(entry: Json, at: string, sessions: readonly SessionSpan[]): string | undefined {
  const related = list(entry.relatedRecords)
    .map((record) => text(record))
    .find((record) => record?.startsWith("0Mw"));
  if (related !== undefined) return related;
  const moments = moment(at) ?? 0;
  const conversation = text(entry.ConversationId);
  return sessions
    .filter(
      ({ conversationId, from, to }) => conversationId === conversation && from <= moments && moments <= to,
    )
    .sort((a, b) => b.from - a.from)[0]?.id;
}

function senderOf(role: string | undefined): "customer" | "bot" | "agent" | "system" {
  if (/^end ?user$/i.test(role ?? "")) return "customer";
  if (/^(chat)?bot$/i.test(role ?? "")) return "bot";
  return /^agent$/i.test(role ?? "") ? "agent" : "system";
}
