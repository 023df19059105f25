import type { Day } from "@/lib/domain/day";
import type { DemoRole } from "./demo-users";

/*
 * What the demo's people have added to their weekly reviews until its present: it goes with the stories that the
 * records tell (stories.ts) and with the releases (calendar.ts).
 */

/** A target, as typed. */
export interface DemoTarget {
  readonly metric: string;
  readonly value: string;
  readonly owner: DemoRole;
  readonly dueOn: Day | "";
}

/** An action, as typed. */
export interface DemoAction {
  readonly text: string;
  readonly owner: DemoRole;
  readonly dueOn: Day;
  readonly metric: string;
  readonly queryType: string;
  readonly doneOn: Day | "";
}

export const DEMO_TARGETS: readonly DemoTarget[] = [
  { metric: "repeat_information_rate", value: "15", owner: "designer", dueOn: "2026-12-31" },
  { metric: "post_hand_off_csat", value: "70", owner: "manager", dueOn: "2027-03-31" },
  { metric: "context_useful_rate", value: "75", owner: "manager", dueOn: "" },
];

export const DEMO_ACTIONS: readonly DemoAction[] = [
  {
    text: "Pass order_reference in the field again",
    owner: "designer",
    dueOn: "2026-11-25",
    metric: "repeat_information_rate",
    queryType: "order_status",
    doneOn: "",
  },
  {
    text: "Hand off smart meter faults after one failure",
    owner: "designer",
    dueOn: "2026-12-02",
    metric: "one_failed_attempt_rate",
    queryType: "smart_meter_fault",
    doneOn: "",
  },
  {
    text: "Route bereavement straight to people",
    owner: "manager",
    dueOn: "2026-11-13",
    metric: "hand_off_rate",
    queryType: "bereavement",
    doneOn: "",
  },
  {
    // Release 45 does it, and it helps.
    text: "Send the meter serial number to the agent in a field",
    owner: "designer",
    dueOn: "2026-09-25",
    metric: "repeat_information_rate",
    queryType: "smart_meter_fault",
    doneOn: "2026-09-22",
  },
];

export const DEMO_COMMENTS = [
  {
    week: "2026-W46",
    metric: "repeat_information_rate",
    text: "Customers read their order reference out again since release 47. Tom has the fix, see the action.",
  },
  {
    week: "2026-W42",
    metric: "hand_off_rate",
    text: "The storm at the weekend: twice as many conversations about power cuts as usual. Nothing to do.",
  },
] as const;

/** Releases are not among them: the charts find those in the records. */
export const DEMO_ANNOTATIONS = [{ day: "2026-10-17", text: "Storm, power cuts" }] as const;

/** Shared by the bot designer. */
export const DEMO_VIEW = {
  name: "Order status in web chat",
  address: "/?channel=web_chat&query_type=order_status",
};
