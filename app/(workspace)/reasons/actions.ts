"use server";
import { revalidatePath } from "next/cache";
import { formResult, text } from "@/app/form-result";
import type { ReasonMapState } from "@/components/reasons/reason-map-state";
import { requireForm } from "@/lib/access/current-actor";
import { systemClock } from "@/lib/access/system-clock";
import { editReasonMap, restoreReasonMap } from "@/lib/reports/reasons/reason-map";
import { readProposal, readReasonChoices } from "@/lib/reports/reasons/reason-map-form";
import { previewReasonMap } from "@/lib/reports/reasons/reason-map-preview";
import { type PreviewView, preparePreview } from "@/lib/reports/reasons/reason-map-preview-view";
import { FIELD_PREFIX } from "@/lib/reports/reasons/reason-map-view";
import { readPeriod } from "@/lib/reports/report/report-parameters";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { database } from "@/lib/store/database";

/** Every form of the reason map: says what a change will do, makes it, or goes back to an earlier version. */
export async function reasonMapForm(_: ReasonMapState, form: FormData): Promise<ReasonMapState> {
  const chosen = [...form.keys()].filter((name) => name.startsWith(FIELD_PREFIX));
  let preview: PreviewView | undefined;
  const result = await formResult(form, chosen, async () => {
    const actor = await requireForm("edit_reason_map");
    const db = database();
    const basedOn = Number(text(form, "basedOn"));
    if (text(form, "step") === "apply") {
      const { version } = await editReasonMap(db, actor, readProposal(text(form, "proposal")), systemClock);
      revalidatePath("/", "layout");
      return { done: `Version ${version} of the reason map is in force.` };
    }
    if (text(form, "step") === "restore") {
      const target = { basedOn, version: Number(text(form, "version")) };
      const { version } = await restoreReasonMap(db, actor, target, systemClock);
      revalidatePath("/", "layout");
      return {
        done: `Version ${version} of the reason map is in force; it is the same as ${named(target.version)}.`,
      };
    }
    const proposal = { basedOn, changes: readReasonChoices(form.entries()) };
    const period = readPeriod({ from: text(form, "from") || null, to: text(form, "to") || null, week: null });
    const [found, { data }] = await Promise.all([
      previewReasonMap(db, actor, proposal, period),
      loadWorkspace(db),
    ]);
    preview = preparePreview(found, proposal, { data, period });
    return { values: Object.fromEntries(chosen.map((name) => [name, text(form, name)])) };
  });
  return preview ? { ...result, preview } : result;
}

function named(version: number): string {
  return version === 0 ? "the empty map" : `version ${version}`;
}
