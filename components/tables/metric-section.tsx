import type { ReactNode } from "react";
import { Section } from "@/components/page/section";
import { TableFiles } from "@/components/page/table-files";
import { type MetricTableInput, prepareMetricTable } from "@/lib/reports/report/metric-table";
import type { TableFiles as Files } from "@/lib/reports/tables/table-address";
import { MetricTable } from "./metric-table";

interface MetricSectionProps {
  readonly id: string;
  /** Heads the section, and names its table and its files. */
  readonly title: string;
  readonly sub?: ReactNode;
  readonly files: Files;
  readonly metrics: MetricTableInput;
  /** Stands between heading and table: other ways to split it. */
  readonly children?: ReactNode;
}

/** A part of a page that is a table of metrics, with its files. */
export function MetricSection({ id, title, sub, files, metrics, children }: MetricSectionProps) {
  return (
    <Section id={id} title={title} sub={sub} tools={<TableFiles files={files} name={title} />}>
      {children}
      <MetricTable label={title} table={prepareMetricTable(metrics)} />
    </Section>
  );
}
