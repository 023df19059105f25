import type { FieldSpec } from "@/components/forms/field";
import type { ActionFormContent } from "@/lib/reports/notes/action-form";

/** The fields of an action's form; `doneOn` only once there is an action. */
export function actionFields(content: ActionFormContent): readonly FieldSpec[] {
  const { id, values, owners, metrics, queryTypes } = content;
  const fields: FieldSpec[] = [
    { type: "text", name: "text", label: "What is to be done", initial: values.text },
    { type: "choice", name: "owner", label: "Owner", initial: values.owner, options: owners },
    { type: "date", name: "dueOn", label: "By", initial: values.dueOn },
    {
      type: "choice",
      name: "metric",
      label: "Number that it should move",
      initial: values.metric,
      options: metrics,
    },
    {
      type: "choice",
      name: "queryType",
      label: "Query type",
      initial: values.queryType,
      options: queryTypes,
    },
  ];
  if (id === null) return fields;
  return [
    ...fields,
    {
      type: "date",
      name: "doneOn",
      label: "Done on",
      hint: "The full weeks before and after this day are compared. Empty: not done yet.",
      optional: true,
      initial: values.doneOn,
    },
  ];
}
