import type { Actor } from "@/lib/access/actor";
import { may } from "@/lib/access/permissions";
import type { Day } from "@/lib/domain/day";
import type { Period } from "@/lib/domain/period";
import { formatFullDay } from "@/lib/metrics/format-time";
import type { Database } from "@/lib/store/database";
import { type Annotation, listAnnotations } from "./annotations";
import type { EditedPage } from "./editing";

/** An annotation as the list under the trend chart shows it. */
export interface AnnotationText {
  readonly id: string;
  /** `5 Nov 2026`. */
  readonly day: string;
  readonly text: string;
  /** Null for those who may not change it. */
  readonly editHref: string | null;
}

/** The form of an annotation, new or there already. */
export interface AnnotationFormContent {
  /** Null: a new one. */
  readonly id: string | null;
  readonly day: Day;
  readonly text: string;
}

/** The annotations of the weeks of a chart, with the form that is open. */
export interface AnnotationNotes {
  /** As they are, for the chart. */
  readonly annotations: readonly Annotation[];
  readonly list: readonly AnnotationText[];
  readonly addHref: string | null;
  readonly back: string;
  readonly form: AnnotationFormContent | null;
}

/** Reads the annotations of a period. Throws AppError 403 when the actor may not see reports. */
export async function loadAnnotationNotes(
  db: Database,
  actor: Actor,
  period: Period,
  today: Day,
  page: EditedPage,
): Promise<AnnotationNotes> {
  const annotations = await listAnnotations(db, actor, period);
  const mayEdit = may(actor, "annotate");
  const edited = mayEdit ? annotations.find(({ id }) => id === page.editing) : undefined;
  return {
    annotations,
    list: annotations.map(({ id, day, text }) => ({
      id,
      day: formatFullDay(day),
      text,
      editHref: mayEdit ? page.editHref(id) : null,
    })),
    addHref: mayEdit ? page.editHref("new") : null,
    back: page.back,
    form: edited
      ? { id: edited.id, day: edited.day, text: edited.text }
      : mayEdit && page.editing === "new"
        ? { id: null, day: today < period.to ? today : period.to, text: "" }
        : null,
  };
}
