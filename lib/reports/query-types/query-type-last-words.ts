import type { Actor } from "@/lib/access/actor";
import { AppError } from "@/lib/domain/app-error";
import type { Period } from "@/lib/domain/period";
import type { ReasonFamily } from "@/lib/domain/reason";
import { applyReasonMap } from "@/lib/domain/reason-map";
import type { Micros } from "@/lib/domain/record";
import { botHandOffs } from "@/lib/metrics/hand-off-facts";
import { type ConversationDetail, readConversation } from "@/lib/reports/conversation/read-conversation";
import { listConversations } from "@/lib/reports/conversations/list-conversations";
import type { ReportFilter } from "@/lib/reports/report/report";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import type { Database } from "@/lib/store/database";
import { inOrder, placeOf } from "./field-evidence";

/** So many say what there is to say. */
const WANTED = 8;
/** Conversations that are looked into at once, and at most: not all have a transcript, and reading them is dear. */
const AT_ONCE = 12;
const LOOKED_INTO = 4 * AT_ONCE;

/** What a customer wrote last before the first hand-off. Texts were redacted before they were stored. */
export interface LastWord {
  readonly source: string;
  readonly conversationId: string;
  readonly text: string;
  readonly at: Micros | null;
  readonly family: ReasonFamily;
  readonly reason: string;
}

/**
 * What customers wrote last before they were handed off, in the most recent conversations that were; those without a
 * transcript are left out. Throws AppError 403 when the actor may not see conversations.
 */
export async function readLastWords(
  db: Database,
  actor: Actor,
  workspace: Workspace,
  period: Period,
  filters: readonly ReportFilter[],
): Promise<readonly LastWord[]> {
  const { rows } = await listConversations(db, actor, workspace, {
    metric: "hand_off_rate",
    part: "numerator",
    period,
    filters,
    cursor: null,
    limit: LOOKED_INTO,
  });
  const words: LastWord[] = [];
  for (let from = 0; from < rows.length && words.length < WANTED; from += AT_ONCE) {
    const details = await Promise.all(
      rows.slice(from, from + AT_ONCE).map((row) => readIfThere(db, actor, row.source, row.conversationId)),
    );
    words.push(
      ...details.flatMap((detail) => {
        const word = detail && lastWord(detail);
        return word ? [word] : [];
      }),
    );
  }
  return words.slice(0, WANTED);
}

/** Null for a conversation that was erased since it was listed. */
function readIfThere(
  db: Database,
  actor: Actor,
  source: string,
  conversationId: string,
): Promise<ConversationDetail | null> {
  return readConversation(db, actor, source, conversationId).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  });
}

/** What the customer wrote last before the first hand-off; null where nothing of it is known. */
export function lastWord({ facts, messages, reasonMap }: ConversationDetail): LastWord | null {
  const [first] = botHandOffs(applyReasonMap(facts, reasonMap));
  if (!first) return null;
  const [handoff] = inOrder(facts.handoffs.filter((one) => one.from !== "agent"));
  const place = handoff
    ? placeOf(handoff, messages)
    : messages.findLastIndex((message) => message.sender === "bot") + 1;
  const last = messages.slice(0, place).findLast((message) => message.sender === "customer" && message.text);
  if (!last?.text) return null;
  return {
    source: facts.source,
    conversationId: facts.conversationId,
    text: last.text,
    at: last.at ?? null,
    family: first.family,
    reason: first.reason,
  };
}
