import type { Actor } from "@/lib/access/actor";
import { type NamedPage, PAGE_NAMES } from "@/lib/access/page-names";
import { pageAction } from "@/lib/access/pages";
import { may } from "@/lib/access/permissions";
import { METRICS } from "@/lib/metrics/catalogue";
import { listViews } from "@/lib/reports/notes/saved-views";
import { knownQueryTypes } from "@/lib/reports/query-types/known-query-types";
import { queryTypePath } from "@/lib/reports/query-types/query-type-address";
import { plainWord } from "@/lib/reports/report/prepare-names";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import type { Database } from "@/lib/store/database";
import { findByPrefix } from "@/lib/store/find-by-prefix";

/** What can be found, in the order in which it is listed. */
export const FOUND_KINDS = ["page", "query_type", "view", "metric", "conversation"] as const;
export type FoundKind = (typeof FOUND_KINDS)[number];

/** Something that was found, and where it is. */
export interface Found {
  readonly kind: FoundKind;
  readonly title: string;
  /** The record's own word, the source, the owner; null where the title says it all. */
  readonly detail: string | null;
  readonly href: string;
}

/** At most so many of each kind. */
const MOST = 6;
/** Shorter beginnings of an id are of too many conversations. */
const SHORTEST_ID = 2;

/**
 * What a person finds by some letters: pages, query types, saved views, metrics, and conversations by the beginning of
 * their id; only what the person may open. Without letters, the pages.
 */
export async function find(
  db: Database,
  actor: Actor,
  workspace: Workspace,
  text: string,
): Promise<readonly Found[]> {
  const wanted = text.trim();
  const pages = findPages(actor);
  if (wanted === "") return pages;
  const [queryTypes, views, conversations] = await Promise.all([
    may(actor, "view_reports") ? findQueryTypes(db, actor, workspace) : [],
    actor.kind === "person" && may(actor, "save_views") ? findViews(db, actor) : [],
    may(actor, "view_conversations") && wanted.length >= SHORTEST_ID
      ? findConversations(db, actor, wanted)
      : [],
  ]);
  return [
    ...best(pages, wanted),
    ...best(queryTypes, wanted),
    ...best(views, wanted),
    ...best(may(actor, "view_definitions") ? METRICS_FOUND : [], wanted),
    ...conversations,
  ];
}

function findPages(actor: Actor): Found[] {
  return (Object.keys(PAGE_NAMES) as NamedPage[]).flatMap((href): Found[] => {
    const action = pageAction(href);
    if (action === null || action === "public" || !may(actor, action)) return [];
    return [{ kind: "page", title: PAGE_NAMES[href], detail: null, href }];
  });
}

async function findQueryTypes(db: Database, actor: Actor, workspace: Workspace): Promise<Found[]> {
  return (await knownQueryTypes(db, actor, workspace)).map((queryType) => ({
    kind: "query_type",
    title: plainWord(queryType),
    detail: queryType,
    href: queryTypePath(queryType),
  }));
}

async function findViews(db: Database, actor: Extract<Actor, { kind: "person" }>): Promise<Found[]> {
  return (await listViews(db, actor)).map(({ name, address, owner }) => ({
    kind: "view",
    title: name,
    detail: owner === null || owner.id === actor.id ? null : owner.name,
    href: address,
  }));
}

const METRICS_FOUND: readonly Found[] = METRICS.map(({ id, label }) => ({
  kind: "metric",
  title: label,
  detail: id,
  href: `/definitions#${id}`,
}));

async function findConversations(db: Database, actor: Actor, prefix: string): Promise<Found[]> {
  const agents = actor.kind === "person" && actor.role === "agent" ? actor.agents : null;
  const found = await findByPrefix(db.pool, prefix, agents, MOST);
  return found.map(({ source, conversationId }) => ({
    kind: "conversation",
    title: conversationId,
    detail: source,
    href: `/conversations/${encodeURIComponent(source)}/${encodeURIComponent(conversationId)}`,
  }));
}

/** Those that have all the words, the ones that begin with the first before the others. */
function best(all: readonly Found[], text: string): Found[] {
  const words = text.toLowerCase().split(/[\s_]+/);
  const [first = ""] = words;
  const says = ({ title, detail }: Found) => `${title} ${detail ?? ""}`.toLowerCase();
  return all
    .filter((one) => words.every((word) => says(one).includes(word)))
    .sort((a, b) => Number(says(b).startsWith(first)) - Number(says(a).startsWith(first)))
    .slice(0, MOST);
}
