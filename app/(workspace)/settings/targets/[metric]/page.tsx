import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { ActionForm } from "@/components/forms/action-form";
import { requirePage } from "@/lib/access/current-actor";
import type { Metric } from "@/lib/metrics/metric";
import { listOwners } from "@/lib/reports/notes/owners";
import { formatTargetValue, goalSign, typedTargetValue } from "@/lib/reports/notes/prepare-targets";
import { listTargets, TARGET_METRICS } from "@/lib/reports/notes/targets";
import { database } from "@/lib/store/database";
import { removeTargetForm, setTargetForm } from "../actions";

export const metadata: Metadata = { title: "Target" };

/** The target of one metric: what it should be, who answers for it, by when. */
export default async function TargetPage({ params }: { params: Promise<{ metric: string }> }) {
  const actor = await requirePage("set_targets");
  const { metric: id } = await params;
  const metric = TARGET_METRICS.find((one) => one.id === id);
  if (!metric) notFound();
  const db = database();
  const [targets, owners] = await Promise.all([listTargets(db, actor), listOwners(db, actor)]);
  const target = targets.find((one) => one.metric === id);
  return (
    <>
      <p className="crumbs">
        <Link href="/settings/targets">Targets</Link>
      </p>
      <div className="head">
        <div>
          <h1>{metric.label}</h1>
          <p className="small ink3 under">{metric.description}</p>
        </div>
      </div>
      <div className="sec">
        <ActionForm
          action={setTargetForm}
          submit="Save target"
          busy="Saving…"
          primary
          hidden={{ metric: id }}
          fields={[
            {
              type: "text",
              name: "value",
              label: metric.better === "lower" ? "At most" : "At least",
              hint: `${unitHint(metric)} Shown as ${goalSign(metric)} ${exampleOf(metric)}.`,
              ...(target ? { initial: typedTargetValue(metric, target.value) } : {}),
            },
            {
              type: "choice",
              name: "owner",
              label: "Owner",
              hint: "Who answers for it.",
              initial: owners.find(({ id: owner }) => owner === target?.owner?.id)?.id ?? actor.id,
              options: owners.map(({ id, name }) => ({ value: id, label: name })),
            },
            {
              type: "date",
              name: "dueOn",
              label: "By",
              hint: "Leave empty where it holds without an end.",
              optional: true,
              ...(target?.dueOn ? { initial: target.dueOn } : {}),
            },
          ]}
        />
      </div>
      {target && (
        <div className="sec">
          <ActionForm
            action={removeTargetForm}
            submit="Remove target"
            hidden={{ metric: id }}
            confirm={`${metric.label} is shown without a target from then on. Closed weeks keep it.`}
          />
        </div>
      )}
    </>
  );
}

function unitHint({ unit }: Metric): string {
  if (unit === "percent") return "In percent.";
  return unit === "score" ? "From 1 to 5." : "In seconds.";
}

function exampleOf(metric: Metric): string {
  return formatTargetValue(metric, { percent: 0.15, score: 4.2, seconds: 90, count: 100 }[metric.unit]);
}
