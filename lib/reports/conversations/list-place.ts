import type { PersonActor } from "@/lib/access/actor";
import { AppError } from "@/lib/domain/app-error";
import { formatCount } from "@/lib/metrics/format";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import type { Database } from "@/lib/store/database";
import {
  type ConversationsAddress,
  conversationsHref,
  LIST_PAGE,
  parseConversationsAddress,
} from "./conversations-address";
import { type ListedConversation, listConversations } from "./list-conversations";
import { listedHref } from "./prepare-conversations";

/** Where a conversation stands in the list it was opened from. */
export interface ListPlace {
  /** The page of the list that it is on. */
  readonly listHref: string;
  /** `14`. */
  readonly place: string;
  /** `17`; `50+` where the list goes on after this page. */
  readonly of: string;
  readonly newerHref: string | null;
  readonly olderHref: string | null;
}

/**
 * The place of a conversation in a list, from the list's own parameters as a row of it carries them (`list`), with the
 * ways to its neighbours across the list's pages. Null where it is not on that page, or the list cannot be asked for.
 */
export async function readListPlace(
  db: Database,
  actor: PersonActor,
  workspace: Workspace,
  list: string,
  conversation: { readonly source: string; readonly conversationId: string },
): Promise<ListPlace | null> {
  try {
    const address = parseConversationsAddress(new URLSearchParams(list));
    if (address.weeks !== null) return null;
    const page = await rowsOf(db, actor, workspace, address, LIST_PAGE);
    const at = page.rows.findIndex((row) => isSame(row, conversation));
    if (at < 0) return null;
    const [newer, older] = await Promise.all([
      at > 0 ? neighbour(address, page.rows[at - 1]) : lastOfPageBefore(db, actor, workspace, address),
      at < page.rows.length - 1
        ? neighbour(address, page.rows[at + 1])
        : firstOfPageAfter(db, actor, workspace, address, page.next),
    ]);
    const shown = address.past.length * LIST_PAGE + page.rows.length;
    return {
      listHref: conversationsHref(address),
      place: formatCount(address.past.length * LIST_PAGE + at + 1),
      of: `${formatCount(shown)}${page.next === null ? "" : "+"}`,
      newerHref: newer,
      olderHref: older,
    };
  } catch (error) {
    // An address that somebody cut, or a list that the reader may not see: the conversation is shown without its place.
    if (error instanceof AppError && error.status < 500) return null;
    throw error;
  }
}

function isSame(
  row: ListedConversation,
  { source, conversationId }: { readonly source: string; readonly conversationId: string },
): boolean {
  return row.source === source && row.conversationId === conversationId;
}

function rowsOf(
  db: Database,
  actor: PersonActor,
  workspace: Workspace,
  { metric, part, period, filters, cursor }: ConversationsAddress,
  limit: number,
) {
  return listConversations(db, actor, workspace, {
    metric: metric?.id ?? null,
    part,
    period,
    filters,
    cursor,
    limit,
  });
}

function neighbour(address: ConversationsAddress, row: ListedConversation | undefined): string | null {
  return row ? listedHref(address, row) : null;
}

async function lastOfPageBefore(
  db: Database,
  actor: PersonActor,
  workspace: Workspace,
  address: ConversationsAddress,
): Promise<string | null> {
  if (address.past.length === 0) return null;
  const before = { ...address, cursor: address.past.at(-1) || null, past: address.past.slice(0, -1) };
  const page = await rowsOf(db, actor, workspace, before, LIST_PAGE);
  return neighbour(before, page.rows.at(-1));
}

async function firstOfPageAfter(
  db: Database,
  actor: PersonActor,
  workspace: Workspace,
  address: ConversationsAddress,
  next: string | null,
): Promise<string | null> {
  if (next === null) return null;
  const after = { ...address, cursor: next, past: [...address.past, address.cursor ?? ""] };
  const page = await rowsOf(db, actor, workspace, after, 1);
  return neighbour(after, page.rows[0]);
}
