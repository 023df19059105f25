import type { Actor } from "@/lib/access/actor";
import { requirePermission } from "@/lib/access/permissions";
import type { Period } from "@/lib/domain/period";
import type { Micros } from "@/lib/domain/record";
import { ConversationState } from "@/lib/ingest/commit/apply-records";
import { countedSurvey, onFivePoints, scaledScore } from "@/lib/metrics/counted-survey";
import { readCursor, writeCursor } from "@/lib/reports/conversations/list-conversations";
import type { ReportFilter } from "@/lib/reports/report/report";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import type { Database } from "@/lib/store/database";
import { listRows } from "@/lib/store/list-rows";
import { readRecords } from "@/lib/store/record-log";
import type { Arm } from "./satisfaction-address";

/** What a customer wrote in the survey that counts, redacted. */
export interface SurveyComment {
  readonly source: string;
  readonly conversationId: string;
  readonly queryType: string | null;
  readonly startedAt: Micros;
  /** On 1–5; null = unscaled. */
  readonly score: number | null;
  readonly text: string;
}

/** Some comments, newest conversation first. */
export interface CommentsPage {
  readonly comments: readonly SurveyComment[];
  /** Where the search goes on; null at the end of the period. */
  readonly next: string | null;
  /** How many answered surveys were looked through for these. */
  readonly searched: number;
}

/** What to look for. */
export interface CommentsQuery {
  readonly arm: Arm;
  readonly period: Period;
  readonly filters: readonly ReportFilter[];
  /** All of these words; empty = any comment. */
  readonly words: string;
  readonly cursor: string | null;
}

const SHOWN = 20;
const ROWS_AT_ONCE = 250;
/** One page looks through no more answered surveys than this, and then offers to go on. */
const MOST_SEARCHED = 5_000;

/**
 * Comments of counted CSAT surveys. No copy of the texts is kept for searching: the answered surveys of the period are
 * looked through, newest first, until a page is full, so that what expires or is erased is gone at once. Throws AppError
 * 403 when the actor may not see reports, 400 for a cursor that is none.
 */
export async function searchComments(
  db: Database,
  actor: Actor,
  workspace: Workspace,
  { arm, period, filters, words, cursor }: CommentsQuery,
): Promise<CommentsPage> {
  requirePermission(actor, "view_reports");
  const wanted = folded(words).split(/\s+/).filter(Boolean);
  const comments: SurveyComment[] = [];
  let after = readCursor(cursor);
  let searched = 0;
  for (;;) {
    const rows = await listRows(db.pool, {
      selection: { generation: workspace.generation, period, filters },
      measure: arm === "post" ? "post_answered" : "contained_answered",
      agents: null,
      after,
      limit: ROWS_AT_ONCE,
    });
    const logs = await readRecords(
      db.pool,
      rows.map(({ position }) => position.id),
    );
    for (const { source, conversationId, queryType, position } of rows) {
      after = position;
      searched += 1;
      const { surveys } = new ConversationState(source, conversationId, logs.get(position.id)).facts();
      const survey = countedSurvey(surveys.filter(({ kind = "csat" }) => kind === "csat"));
      const text = survey?.comment;
      if (!survey || !text || !wanted.every((word) => folded(text).includes(word))) continue;
      const scaled = scaledScore(survey);
      const score = scaled === null ? null : onFivePoints(scaled);
      comments.push({ source, conversationId, queryType, startedAt: position.startedAt, score, text });
      if (comments.length === SHOWN) return { comments, next: writeCursor(position), searched };
    }
    if (rows.length < ROWS_AT_ONCE) return { comments, next: null, searched };
    if (searched >= MOST_SEARCHED) return { comments, next: after && writeCursor(after), searched };
  }
}

/** Without capitals and accents. */
function folded(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase();
}
