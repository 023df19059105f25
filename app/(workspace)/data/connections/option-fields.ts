import type { FieldSpec } from "@/components/forms/field";
import type { Connector } from "@/lib/ingest/connectors/connector";

/** The options of a platform as fields of a form, filled with what holds. */
export function optionFields(
  connector: Connector,
  entered: { readonly [key: string]: string } = {},
): FieldSpec[] {
  return connector.options.map((spec) => {
    const field = {
      name: spec.key,
      label: spec.label,
      hint: spec.hint,
      initial: entered[spec.key] ?? spec.initial,
    };
    return spec.long
      ? ({ ...field, type: "area", tall: true, optional: true } as const)
      : ({ ...field, type: "text", optional: true } as const);
  });
}
