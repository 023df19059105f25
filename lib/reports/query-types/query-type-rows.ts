import type { Actor } from "@/lib/access/actor";
import { parseConversationsAddress } from "@/lib/reports/conversations/conversations-address";
import { listConversations } from "@/lib/reports/conversations/list-conversations";
import { readTitles } from "@/lib/reports/conversations/list-titles";
import {
  type ConversationList,
  prepareConversations,
} from "@/lib/reports/conversations/prepare-conversations";
import type { PeriodScope } from "@/lib/reports/conversations/rows-address";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import type { Database } from "@/lib/store/database";
import { type LastWordText, prepareLastWords } from "./prepare-query-type-words";
import { readLastWords } from "./query-type-last-words";

/** Conversations in the list at the end of a query type's page. */
const LISTED = 10;

/** Single conversations of a query type: the most recent that were handed off, and what customers wrote last in them. */
export interface QueryTypeRowsShown {
  readonly list: ConversationList;
  readonly words: readonly LastWordText[];
}

/** Reads the most recent conversations that were handed off. Throws AppError 403 when the actor may not see them. */
export async function loadQueryTypeRows(
  db: Database,
  actor: Actor,
  workspace: Workspace,
  { period, filters }: PeriodScope,
): Promise<QueryTypeRowsShown> {
  const [page, words] = await Promise.all([
    listConversations(db, actor, workspace, {
      metric: "hand_off_rate",
      part: "numerator",
      period,
      filters,
      cursor: null,
      limit: LISTED,
    }),
    readLastWords(db, actor, workspace, period, filters),
  ]);
  const address = { ...parseConversationsAddress(new URLSearchParams()), period, filters };
  return {
    list: prepareConversations(page, address, null, {
      timeZone: workspace.timeZone,
      own: false,
      titles: await readTitles(db, page),
    }),
    words: prepareLastWords(words, workspace.timeZone),
  };
}
