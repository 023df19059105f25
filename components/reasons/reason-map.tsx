"use client";
import { useActionState } from "react";
import { Notice } from "@/components/page/notice";
import { counted, oneOrMany } from "@/lib/metrics/counted";
import type { ReasonMapView } from "@/lib/reports/reasons/reason-map-view";
import { HiddenValues } from "./hidden-values";
import { MapHistory } from "./map-history";
import { MapPreview } from "./map-preview";
import { RawReasonTable } from "./raw-reason-table";
import { EMPTY_REASON_MAP_STATE, type ReasonMapState } from "./reason-map-state";
import { RefreshWhile } from "./refresh-while";

interface ReasonMapProps {
  readonly view: ReasonMapView;
  readonly action: (state: ReasonMapState, form: FormData) => Promise<ReasonMapState>;
  /** The days that the page is about: a preview tells what changes in them, too. */
  readonly period: { readonly from: string; readonly to: string };
}

/**
 * The reason map: what waits, what is mapped, the preview of a change, the history. All its forms are answered at one
 * place. Works without JavaScript.
 */
export function ReasonMap({ view, action, period }: ReasonMapProps) {
  const [state, send, pending] = useActionState(action, EMPTY_REASON_MAP_STATE);
  const { preview } = state;
  const hidden = { basedOn: String(view.version), from: period.from, to: period.to };
  const choice = {
    groups: view.optionGroups,
    values: state.values ?? {},
    mayEdit: view.mayEdit,
  };
  return (
    <div className="reason-map">
      <p className="sub">{view.summary}</p>
      {view.progress && (
        <Notice calm>
          <span role="status">{view.progress}</span>
          <RefreshWhile />
        </Notice>
      )}
      {state.problem !== undefined && (
        <p className="notice" role="alert">
          {state.problem}
        </p>
      )}
      {state.done !== undefined && (
        <p className="notice calm" role="status">
          {state.done}
        </p>
      )}
      {preview && (
        <MapPreview key={preview.proposal} preview={preview} send={send} pending={pending} hidden={hidden} />
      )}
      <form action={send} className="map-form">
        <HiddenValues values={{ ...hidden, step: "preview" }} />
        {view.waiting.length > 0 && (
          <RawReasonTable label="Raw reasons waiting" lines={view.waiting} choice={choice} />
        )}
        {view.more && <p className="small ink3 more">{view.more}</p>}
        {view.mapped.length > 0 && (
          <details suppressHydrationWarning className="mapped" open={view.waiting.length === 0}>
            <summary>
              {counted(view.mapped.length, "raw reason")} {oneOrMany(view.mapped.length, "is", "are")} mapped
            </summary>
            <RawReasonTable
              label="Raw reasons that are mapped"
              lines={view.mapped}
              choice={choice}
              isMapped
            />
          </details>
        )}
        {view.mayEdit && view.waiting.length + view.mapped.length > 0 && (
          <p className="map-send">
            <button className={preview ? "btn" : "btn primary"} type="submit" disabled={pending}>
              Preview the change
            </button>
            <span className="small ink3">
              Nothing changes before you have seen what it does to the numbers.
            </span>
          </p>
        )}
      </form>
      {view.history.length > 0 && (
        <MapHistory lines={view.history} send={send} pending={pending} hidden={hidden} />
      )}
    </div>
  );
}
