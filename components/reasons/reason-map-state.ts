import type { FormState } from "@/components/forms/form-state";
import type { PreviewView } from "@/lib/reports/reasons/reason-map-preview-view";

/** What the reason map's forms show after one of them was sent. */
export interface ReasonMapState extends FormState {
  /** What the chosen change will do; absent until it is asked for. */
  readonly preview?: PreviewView;
}

export const EMPTY_REASON_MAP_STATE: ReasonMapState = {};
