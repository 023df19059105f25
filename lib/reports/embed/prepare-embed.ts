import { formatFullMoment } from "@/lib/metrics/format-time";
import { conversationHref } from "@/lib/reports/conversations/prepare-conversations";
import type { ListedEmbedLink } from "@/lib/store/embed-links";

/** A link in the list. */
export interface EmbedLinkText {
  readonly id: string;
  /** `wren c-7633-0019, hand-off 1` */
  readonly about: string;
  readonly href: string;
  readonly agent: string;
  readonly key: string;
  readonly made: string;
  readonly state: "not opened" | "opened" | "expired" | "revoked";
  /** It can still be opened, or a panel of it can still be open. */
  readonly isLive: boolean;
}

const SESSION_LASTS = 8 * 3_600_000;

/** Links as a list shows them. */
export function prepareEmbedLinks(
  links: readonly ListedEmbedLink[],
  now: Date,
  timeZone: string,
): readonly EmbedLinkText[] {
  return links.map((link) => {
    const isRevoked = link.revokedAt !== null || link.key.revokedAt !== null;
    const end = link.openedAt ? link.openedAt.getTime() + SESSION_LASTS : link.expiresAt.getTime();
    const isOver = end <= now.getTime();
    return {
      id: link.id,
      about: `${link.source} ${link.conversationId}, hand-off ${link.handoffId}`,
      href: conversationHref(link.source, link.conversationId),
      agent: link.agentId,
      key: link.key.name,
      made: formatFullMoment(link.createdAt.getTime() * 1000, timeZone),
      state: isRevoked ? "revoked" : isOver ? "expired" : link.openedAt ? "opened" : "not opened",
      isLive: !isRevoked && !isOver,
    };
  });
}
