import type { Actor } from "@/lib/access/actor";
import { may } from "@/lib/access/permissions";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import type { Database } from "@/lib/store/database";
import { type ActionFormContent, loadActionForm } from "./action-form";
import { loadVerdicts } from "./action-verdict";
import { listActions, todayIn } from "./actions";
import type { EditedPage } from "./editing";
import { type ActionText, actionsBeside, prepareActions } from "./prepare-actions";

/** Actions as a page shows them, with the form that is open. */
export interface ActionNotes {
  readonly actions: readonly ActionText[];
  /** Opens the form for a new one; null for those who may not. */
  readonly addHref: string | null;
  /** Leads to all actions; null where these are all. */
  readonly allHref: string | null;
  /** The address of the page without a form. */
  readonly back: string;
  /** Null while none is open. */
  readonly form: ActionFormContent | null;
}

/** The page that shows the actions. */
interface ActionsPage extends EditedPage {
  /** Query types that can be chosen, the records' own words. */
  readonly queryTypes: readonly string[];
}

/**
 * The actions with their verdicts: those that stand beside a weekly review, or all of them.
 * Throws AppError 403 when the actor may not see reports.
 */
export async function loadActionNotes(
  db: Database,
  actor: Actor,
  workspace: Workspace,
  which: "beside" | "all",
  page: ActionsPage,
): Promise<ActionNotes> {
  const { editing, editHref, back, queryTypes } = page;
  const today = todayIn(workspace);
  const all = await listActions(db, actor);
  const shown = which === "all" ? all : actionsBeside(all, today);
  const mayEdit = may(actor, "manage_actions");
  const edited = mayEdit && editing !== null ? (all.find(({ id }) => id === editing) ?? null) : null;
  const [verdicts, form] = await Promise.all([
    loadVerdicts(db, actor, workspace, shown),
    mayEdit && (edited || editing === "new") ? loadActionForm(db, actor, edited, queryTypes, today) : null,
  ]);
  return {
    actions: prepareActions(shown, verdicts, today, (id) => (mayEdit ? editHref(id) : null)),
    addHref: mayEdit ? editHref("new") : null,
    allHref: shown.length < all.length ? "/reviews/actions" : null,
    back,
    form,
  };
}
