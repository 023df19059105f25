import type { Metadata } from "next";
import Link from "next/link";
import { ReconciledNumbers } from "@/components/data/reconciled-numbers";
import { ActionForm } from "@/components/forms/action-form";
import { Section } from "@/components/page/section";
import { requirePage } from "@/lib/access/current-actor";
import { systemClock } from "@/lib/access/system-clock";
import { ELSEWHERE } from "@/lib/metrics/counted-elsewhere";
import { prepareReconciliation } from "@/lib/reports/data/prepare-reported";
import { readReconciliation, readReportedChoices } from "@/lib/reports/data/reported";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { database } from "@/lib/store/database";
import { forgetForm, reportedCsvForm, reportedForm } from "./actions";

export const metadata: Metadata = { title: "Compared with the platform" };

const PRODUCTS = [
  { value: "", label: "Not known, or another" },
  ...ELSEWHERE.map(({ product }) => ({ value: product, label: product })),
];

/** What a platform reported for a week against what Baton counts, with the difference by rule. */
export default async function ReportedPage() {
  const actor = await requirePage("manage_data");
  const db = database();
  const workspace = await loadWorkspace(db);
  const [reconciled, choices] = await Promise.all([
    readReconciliation(db, actor, workspace),
    readReportedChoices(db, actor, workspace, systemClock.now() / 1000),
  ]);
  const weeks = prepareReconciliation(reconciled);
  return (
    <>
      <div className="head">
        <div>
          <h1>Compared with the platform</h1>
          <p className="small ink3 under">
            Why the platform’s own report says another number: by rule, and what no rule explains
          </p>
        </div>
        <div className="acts">
          <Link className="btn" href="/definitions">
            As counted elsewhere
          </Link>
        </div>
      </div>
      {weeks.map((week) => (
        <Section key={week.key} title={week.title} sub={<p className="sub">{week.sub}</p>}>
          <ReconciledNumbers numbers={week.numbers} />
          <ActionForm
            action={forgetForm}
            submit="Remove"
            hidden={{ source: week.source, week: week.week }}
            confirm="Only what was typed here goes; no record does."
          />
        </Section>
      ))}
      <Section
        title="Add what the platform reported"
        sub={<p className="sub">Its own total for one week; what is there for the week is replaced.</p>}
      >
        <ActionForm
          action={reportedForm}
          submit="Compare"
          busy="Comparing…"
          primary
          fields={[
            {
              type: "text",
              name: "source",
              label: "Source",
              hint: "As Baton knows it.",
              autoComplete: "off",
              suggestions: choices.sources,
              initial: choices.sources.length === 1 ? (choices.sources[0] ?? "") : "",
            },
            {
              type: "text",
              name: "week",
              label: "Week",
              hint: "Such as 2026-W46: the ISO week, Monday to Sunday.",
              autoComplete: "off",
              suggestions: choices.weeks,
              initial: choices.weeks[0] ?? "",
            },
            { type: "choice", name: "product", label: "Counted by the rule of", options: PRODUCTS },
            {
              type: "text",
              name: "conversations",
              label: "Conversations",
              optional: true,
              autoComplete: "off",
            },
            { type: "text", name: "handOffs", label: "Hand-offs", optional: true, autoComplete: "off" },
          ]}
        />
      </Section>
      <Section
        title="Add many weeks"
        sub={<p className="sub">Paste lines of CSV from the platform’s report.</p>}
      >
        <ActionForm
          action={reportedCsvForm}
          submit="Import"
          busy="Importing…"
          fields={[
            {
              type: "area",
              name: "csv",
              label: "Lines of CSV",
              hint: "First line: source,week,product,conversations,handoffs. All lines are taken, or none.",
              tall: true,
            },
          ]}
        />
      </Section>
    </>
  );
}
