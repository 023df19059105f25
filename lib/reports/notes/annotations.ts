import type { Actor, PersonActor } from "@/lib/access/actor";
import { checked, checkedId, DAY, LABEL, noSuch } from "@/lib/access/checked-input";
import { requirePermission } from "@/lib/access/permissions";
import { dateOf } from "@/lib/access/system-clock";
import { AppError } from "@/lib/domain/app-error";
import { addDays } from "@/lib/domain/day";
import type { Period } from "@/lib/domain/period";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import {
  deleteAnnotation,
  insertAnnotation,
  readAnnotations,
  type StoredAnnotation,
  updateAnnotation,
} from "@/lib/store/annotations";
import type { Database } from "@/lib/store/database";
import { todayIn } from "./actions";

/** Something that happened on a day and explains a chart: `{ id, day, text, author }`. */
export type Annotation = StoredAnnotation;

/** Further ahead nothing is planned; a slip of the pen is more likely. */
const MOST_DAYS_AHEAD = 366;

/** An annotation as typed. */
export interface AnnotationInput {
  readonly day: string;
  readonly text: string;
}

/** The annotations of a period, the oldest first, for charts and lists. Throws AppError 403. */
export async function listAnnotations(db: Database, actor: Actor, period: Period): Promise<Annotation[]> {
  requirePermission(actor, "view_reports");
  return readAnnotations(db, period);
}

/** Adds an annotation and answers its id. @throws AppError 403; `invalid_value` about `day` or `text` */
export async function addAnnotation(
  db: Database,
  actor: PersonActor,
  workspace: Workspace,
  input: AnnotationInput,
): Promise<string> {
  requirePermission(actor, "annotate");
  const content = { ...readInput(workspace, input), authorId: actor.id };
  return insertAnnotation(db, content, dateOf(workspace.clock));
}

/** Changes an annotation, whoever wrote it. @throws AppError 403; `not_found`; `invalid_value` */
export async function changeAnnotation(
  db: Database,
  actor: PersonActor,
  workspace: Workspace,
  id: string,
  input: AnnotationInput,
): Promise<void> {
  requirePermission(actor, "annotate");
  const content = { ...readInput(workspace, input), authorId: actor.id };
  if (!(await updateAnnotation(db, checkedId("annotation", id), content))) throw noSuch("annotation");
}

/** Removes an annotation, whoever wrote it. @throws AppError 403; `not_found` */
export async function removeAnnotation(db: Database, actor: Actor, id: string): Promise<void> {
  requirePermission(actor, "annotate");
  if (!(await deleteAnnotation(db, checkedId("annotation", id)))) throw noSuch("annotation");
}

function readInput(workspace: Workspace, input: AnnotationInput): { day: string; text: string } {
  const day = checked(DAY, "day", input.day);
  if (day > addDays(todayIn(workspace), MOST_DAYS_AHEAD)) {
    throw new AppError("invalid_value", "This day is more than a year ahead.", { parameter: "day" });
  }
  return { day, text: checked(LABEL, "text", input.text) };
}
