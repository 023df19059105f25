import { counted } from "@/lib/metrics/counted";
import { ActionForm } from "../forms/action-form";
import type { FormState } from "../forms/form-state";

interface FurtherSheetsProps {
  readonly action: (state: FormState, form: FormData) => Promise<FormState>;
  readonly sheets: readonly string[];
  readonly hidden: { readonly [name: string]: string };
}

/** The other sheets of a workbook, to be read as well. */
export function FurtherSheets({ action, sheets, hidden }: FurtherSheetsProps) {
  if (sheets.length === 0) return null;
  return (
    <details className="reading">
      <summary>
        <span className="semi">Add more sheets</span>{" "}
        <span className="ink2">{counted(sheets.length, "other sheet")} in this workbook</span>
      </summary>
      <ActionForm
        key={sheets.join("|")}
        action={action}
        submit="Add these sheets"
        busy="Reading…"
        hidden={hidden}
        fields={[
          {
            type: "checks",
            name: "sheets",
            label: "Sheets",
            hint: "Each becomes a file of its own below. Records of different sheets join by conversation id.",
            options: sheets.map((sheet) => ({ value: sheet, label: sheet })),
          },
        ]}
      />
    </details>
  );
}
