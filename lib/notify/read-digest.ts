import type { Week } from "@/lib/domain/period";
import { loadReviewContent } from "@/lib/reports/notes/review-content";
import { type Digest, prepareDigest } from "@/lib/reports/weekly/prepare-digest";
import { parseWeeklyAddress } from "@/lib/reports/weekly/weekly-address";
import { digestHtml } from "./digest-html";
import { digestText } from "./digest-text";
import type { FooterLine } from "./mail-html";
import { BATON, type NotifyServices, workspaceOf } from "./notify-services";

/**
 * The digest of a week as it stands now, from the very review that the page shows. Null where nothing happened in it.
 *
 * @param week null = the one that the review opens on: the latest complete one with data
 */
export async function readDigest(
  services: Pick<NotifyServices, "db" | "clock" | "configuration">,
  week: Week | null,
): Promise<Digest | null> {
  const { db, configuration } = services;
  const workspace = await workspaceOf(services);
  const address = { ...parseWeeklyAddress(new URLSearchParams()), week };
  const content = await loadReviewContent(db, BATON, workspace, address, null);
  return content && prepareDigest(content, workspace.maturityDays, configuration.base);
}

/** A digest as it is sent to somebody. @param footer why they get it and how to end it */
export function writeDigest(
  digest: Digest,
  footer: readonly FooterLine[],
): { readonly subject: string; readonly html: string; readonly text: string } {
  return {
    subject: `${digest.week}: ${digest.headline}`,
    html: digestHtml(digest, footer),
    text: digestText(digest, footer),
  };
}
