import type { Actor } from "@/lib/access/actor";
import { addDays, type Day } from "@/lib/domain/day";
import { valueName } from "@/lib/reports/report/prepare-names";
import type { Database } from "@/lib/store/database";
import { ACTION_METRICS, type Action, type ActionInput } from "./actions";
import { listOwners } from "./owners";

/** One of the choices of a form. */
export interface FormChoice {
  readonly value: string;
  readonly label: string;
}

/** The form of an action, new or there already, with everything that can be chosen. */
export interface ActionFormContent {
  /** Null: a new one. */
  readonly id: string | null;
  readonly values: ActionInput;
  readonly owners: readonly FormChoice[];
  readonly metrics: readonly FormChoice[];
  readonly queryTypes: readonly FormChoice[];
}

/** An action that is not there yet is due in so many days unless somebody says otherwise. */
const DAYS_UNTIL_DUE = 14;

/**
 * What the form of an action starts with. Throws AppError 403 when the actor may not see reports.
 *
 * @param action null for a new one
 * @param queryTypes the records' own words, in the order in which they are offered
 */
export async function loadActionForm(
  db: Database,
  actor: Actor,
  action: Action | null,
  queryTypes: readonly string[],
  today: Day,
): Promise<ActionFormContent> {
  const owners = await listOwners(db, actor);
  // Whoever has it may keep it, even after leaving.
  const kept = action?.owner && !owners.some(({ id }) => id === action.owner?.id) ? [action.owner] : [];
  const queryType = action?.queryType ?? null;
  const types =
    queryType !== null && !queryTypes.includes(queryType) ? [...queryTypes, queryType] : queryTypes;
  return {
    id: action?.id ?? null,
    values: {
      text: action?.text ?? "",
      owner: action?.owner?.id ?? (actor.kind === "person" ? actor.id : ""),
      dueOn: action?.dueOn ?? addDays(today, DAYS_UNTIL_DUE),
      metric: action?.metric ?? "repeat_information_rate",
      queryType: queryType ?? "",
      doneOn: action?.doneOn ?? "",
    },
    owners: [...owners, ...kept].map(({ id, name }) => ({ value: id, label: name })),
    metrics: ACTION_METRICS.map(({ id, label }) => ({ value: id, label })),
    queryTypes: [
      { value: "", label: "All query types" },
      ...types.map((type) => ({ value: type, label: valueName("query_type", type) })),
    ],
  };
}
