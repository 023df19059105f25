import type { ReasonCode, ReasonFamily } from "@/lib/domain/reason";
import type { FieldName } from "./captured-fields";

/** How the bot passed a captured field on, as relative weights. */
export interface Passing {
  readonly structured: number;
  readonly transcript: number;
  readonly none: number;
}

export interface StoryField {
  readonly name: FieldName;
  /** How often the bot has collected it by the time it hands off. */
  readonly captured: number;
  readonly passing: Passing;
  /** How the passing differs while the bot runs on these versions. */
  readonly release?: { readonly from: number; readonly to: number; readonly passing: Passing };
}

export type QueueName = "Orders" | "Billing" | "Field service" | "Home and accounts" | "Care";

/** What customers ask about, and how it goes with the bot and after it. Rates are fractions. */
export interface Story {
  /** Null: the bot never found out. */
  readonly queryType: string | null;
  /** Relative number of conversations. */
  readonly weight: number;
  readonly handOffRate: number;
  /** Where another version hands off more or less often. */
  readonly releaseHandOffRate?: { readonly from: number; readonly rate: number };
  readonly abandonmentRate: number;
  /** Relative weights of the three families. */
  readonly families: { readonly [family in ReasonFamily]?: number };
  /** Codes within the families; {@link USUAL_CODES} where not given. */
  readonly codes?: { readonly [family in ReasonFamily]?: { readonly [code in ReasonCode]?: number } };
  /** Failed attempts before a hand-off for bot failure, on average. */
  readonly failedAttempts: number;
  /** Whether a customer who asks for a person at the start gets one at once, as a probability. */
  readonly demandHonoured: number;
  /** Satisfied customers after a hand-off without a repeat, and after a contained conversation. */
  readonly satisfied: { readonly afterHandOff: number; readonly contained: number };
  readonly queue: QueueName;
  readonly fields: readonly StoryField[];
}

const WELL: Passing = { structured: 0.975, transcript: 0.018, none: 0.007 };
const FAIR: Passing = { structured: 0.9, transcript: 0.07, none: 0.03 };
const POOR: Passing = { structured: 0.45, transcript: 0.4, none: 0.15 };
const BLIND: Passing = { structured: 0.3, transcript: 0.28, none: 0.42 };

const field = (
  name: FieldName,
  captured = 0.9,
  passing: Passing = WELL,
  release?: StoryField["release"],
): StoryField => ({ name, captured, passing, ...(release !== undefined && { release }) });

/** The codes behind a family where a story does not say. */
export const USUAL_CODES: { readonly [family in ReasonFamily]?: { readonly [code in ReasonCode]?: number } } =
  {
    bot_failure: {
      not_understood: 30,
      max_attempts: 22,
      knowledge_gap: 20,
      tool_error: 14,
      wrong_answer: 8,
      loop_or_frustration: 6,
    },
    planned_escalation: {
      out_of_scope_by_design: 48,
      policy_or_risk: 26,
      needs_approval: 18,
      priority_customer: 8,
    },
    customer_demand: { asked_midway: 62, asked_at_start: 38 },
  };

/** The 25 query types of Brackwater Energy & Home, and its bot Wren. */
export const STORIES: readonly Story[] = [
  {
    // The integration that loses the order reference; release 47 takes it out of its field altogether.
    queryType: "order_status",
    weight: 1600,
    handOffRate: 0.305,
    releaseHandOffRate: { from: 47, rate: 0.395 },
    abandonmentRate: 0.08,
    families: { bot_failure: 68, planned_escalation: 9, customer_demand: 23 },
    codes: { bot_failure: { tool_error: 60, max_attempts: 18, not_understood: 12, loop_or_frustration: 10 } },
    failedAttempts: 1.6,
    demandHonoured: 0.8,
    satisfied: { afterHandOff: 0.58, contained: 0.82 },
    queue: "Orders",
    fields: [
      field(
        "order_reference",
        0.95,
        { structured: 0.75, transcript: 0.18, none: 0.07 },
        {
          from: 47,
          to: 99,
          passing: { structured: 0.01, transcript: 0.55, none: 0.44 },
        },
      ),
      field("postcode", 0.75),
      field("email", 0.4, FAIR),
      field("customer_number", 0.45),
    ],
  },
  {
    // The well-scoped one: the bot gathers what the approval needs and passes it on.
    queryType: "refund_approval",
    weight: 400,
    handOffRate: 0.79,
    abandonmentRate: 0.03,
    families: { bot_failure: 4, planned_escalation: 90, customer_demand: 6 },
    codes: { planned_escalation: { needs_approval: 95, policy_or_risk: 5 } },
    failedAttempts: 0.3,
    demandHonoured: 0.95,
    satisfied: { afterHandOff: 0.88, contained: 0.86 },
    queue: "Orders",
    fields: [
      field("order_reference", 0.99, { structured: 0.985, transcript: 0.012, none: 0.003 }),
      field("refund_amount", 0.97, { structured: 0.985, transcript: 0.012, none: 0.003 }),
      field("email", 0.6, { structured: 0.985, transcript: 0.012, none: 0.003 }),
    ],
  },
  {
    // Hardly hands off; the few that do arrive blind.
    queryType: "password_reset",
    weight: 785,
    handOffRate: 0.055,
    abandonmentRate: 0.05,
    families: { bot_failure: 74, planned_escalation: 6, customer_demand: 20 },
    codes: { bot_failure: { tool_error: 45, max_attempts: 35, not_understood: 20 } },
    failedAttempts: 2.2,
    demandHonoured: 0.8,
    satisfied: { afterHandOff: 0.6, contained: 0.9 },
    queue: "Home and accounts",
    fields: [field("email", 0.9, BLIND), field("customer_number", 0.5, FAIR)],
  },
  {
    // People have learned to type "agent" at once, and the bot tries four times first.
    queryType: "billing_question",
    weight: 1268,
    handOffRate: 0.325,
    abandonmentRate: 0.09,
    families: { bot_failure: 33, planned_escalation: 9, customer_demand: 58 },
    codes: { customer_demand: { asked_at_start: 88, asked_midway: 12 } },
    failedAttempts: 1.9,
    demandHonoured: 0.12,
    satisfied: { afterHandOff: 0.64, contained: 0.79 },
    queue: "Billing",
    fields: [field("account_number", 0.85, FAIR), field("bill_month", 0.6)],
  },
  {
    // Fails three times before it lets go. Release 45 mends the meter serial number.
    queryType: "smart_meter_fault",
    weight: 368,
    handOffRate: 0.59,
    abandonmentRate: 0.06,
    families: { bot_failure: 80, planned_escalation: 9, customer_demand: 11 },
    codes: { bot_failure: { max_attempts: 48, knowledge_gap: 30, tool_error: 22 } },
    failedAttempts: 3.2,
    demandHonoured: 0.7,
    satisfied: { afterHandOff: 0.52, contained: 0.72 },
    queue: "Field service",
    fields: [
      field("meter_serial", 0.96, WELL, {
        from: 0,
        to: 44,
        passing: { structured: 0.08, transcript: 0.6, none: 0.32 },
      }),
      field("postcode", 0.8),
    ],
  },
  {
    queryType: "warranty_claim",
    weight: 242,
    handOffRate: 0.5,
    abandonmentRate: 0.06,
    families: { bot_failure: 62, planned_escalation: 23, customer_demand: 15 },
    failedAttempts: 2.4,
    demandHonoured: 0.75,
    satisfied: { afterHandOff: 0.6, contained: 0.75 },
    queue: "Orders",
    fields: [field("product_serial", 0.9, POOR), field("order_reference", 0.6, FAIR), field("postcode", 0.4)],
  },
  {
    queryType: "complaint",
    weight: 289,
    handOffRate: 0.9,
    abandonmentRate: 0.03,
    families: { bot_failure: 9, planned_escalation: 62, customer_demand: 29 },
    codes: { planned_escalation: { policy_or_risk: 80, out_of_scope_by_design: 20 } },
    failedAttempts: 0.6,
    demandHonoured: 0.9,
    satisfied: { afterHandOff: 0.68, contained: 0.6 },
    queue: "Care",
    fields: [field("account_number", 0.9), field("phone", 0.5, FAIR)],
  },
  {
    queryType: "payment_plan",
    weight: 406,
    handOffRate: 0.6,
    abandonmentRate: 0.05,
    families: { bot_failure: 7, planned_escalation: 78, customer_demand: 15 },
    codes: { planned_escalation: { policy_or_risk: 55, needs_approval: 45 } },
    failedAttempts: 0.7,
    demandHonoured: 0.9,
    satisfied: { afterHandOff: 0.7, contained: 0.8 },
    queue: "Care",
    fields: [field("account_number", 0.97), field("monthly_amount", 0.8)],
  },
  {
    queryType: "cancel_account",
    weight: 293,
    handOffRate: 0.69,
    abandonmentRate: 0.05,
    families: { bot_failure: 6, planned_escalation: 66, customer_demand: 28 },
    codes: { planned_escalation: { out_of_scope_by_design: 100 } },
    failedAttempts: 0.6,
    demandHonoured: 0.85,
    satisfied: { afterHandOff: 0.64, contained: 0.7 },
    queue: "Home and accounts",
    fields: [field("account_number", 0.95), field("end_date", 0.7, FAIR)],
  },
  {
    queryType: "priority_services",
    weight: 46,
    handOffRate: 0.86,
    abandonmentRate: 0.02,
    families: { bot_failure: 3, planned_escalation: 92, customer_demand: 5 },
    codes: { planned_escalation: { priority_customer: 100 } },
    failedAttempts: 0.3,
    demandHonoured: 0.95,
    satisfied: { afterHandOff: 0.82, contained: 0.85 },
    queue: "Care",
    fields: [field("account_number", 0.9), field("phone", 0.7)],
  },
  {
    queryType: "bereavement",
    weight: 40,
    handOffRate: 0.9,
    abandonmentRate: 0.02,
    families: { bot_failure: 2, planned_escalation: 94, customer_demand: 4 },
    codes: { planned_escalation: { policy_or_risk: 100 } },
    failedAttempts: 0.2,
    demandHonoured: 0.95,
    satisfied: { afterHandOff: 0.84, contained: 0.8 },
    queue: "Care",
    fields: [field("account_number", 0.85)],
  },
  {
    queryType: "power_cut",
    weight: 230,
    handOffRate: 0.39,
    abandonmentRate: 0.1,
    families: { bot_failure: 30, planned_escalation: 48, customer_demand: 22 },
    codes: { planned_escalation: { policy_or_risk: 70, priority_customer: 30 } },
    failedAttempts: 1.1,
    demandHonoured: 0.85,
    satisfied: { afterHandOff: 0.74, contained: 0.8 },
    queue: "Field service",
    fields: [field("postcode", 0.95, FAIR), field("phone", 0.5, FAIR)],
  },
  {
    queryType: "engineer_appointment",
    weight: 496,
    handOffRate: 0.33,
    abandonmentRate: 0.06,
    families: { bot_failure: 54, planned_escalation: 16, customer_demand: 30 },
    failedAttempts: 1.7,
    demandHonoured: 0.75,
    satisfied: { afterHandOff: 0.69, contained: 0.84 },
    queue: "Field service",
    fields: [field("appointment_reference", 0.85, FAIR), field("postcode", 0.6)],
  },
  {
    queryType: "boiler_cover",
    weight: 315,
    handOffRate: 0.34,
    abandonmentRate: 0.06,
    families: { bot_failure: 42, planned_escalation: 33, customer_demand: 25 },
    failedAttempts: 1.4,
    demandHonoured: 0.8,
    satisfied: { afterHandOff: 0.66, contained: 0.81 },
    queue: "Field service",
    fields: [field("policy_number", 0.9), field("postcode", 0.5)],
  },
  {
    queryType: "moving_home",
    weight: 505,
    handOffRate: 0.31,
    abandonmentRate: 0.07,
    families: { bot_failure: 44, planned_escalation: 33, customer_demand: 23 },
    failedAttempts: 1.4,
    demandHonoured: 0.8,
    satisfied: { afterHandOff: 0.7, contained: 0.84 },
    queue: "Home and accounts",
    fields: [field("account_number", 0.9), field("move_date", 0.8), field("new_postcode", 0.6)],
  },
  {
    queryType: "supplier_switch",
    weight: 149,
    handOffRate: 0.37,
    abandonmentRate: 0.07,
    families: { bot_failure: 44, planned_escalation: 32, customer_demand: 24 },
    failedAttempts: 1.6,
    demandHonoured: 0.8,
    satisfied: { afterHandOff: 0.62, contained: 0.78 },
    queue: "Home and accounts",
    fields: [field("postcode", 0.9, FAIR), field("meter_serial", 0.4, FAIR)],
  },
  {
    queryType: "refund_status",
    weight: 667,
    handOffRate: 0.25,
    abandonmentRate: 0.07,
    families: { bot_failure: 48, planned_escalation: 16, customer_demand: 36 },
    failedAttempts: 1.6,
    demandHonoured: 0.75,
    satisfied: { afterHandOff: 0.64, contained: 0.8 },
    queue: "Orders",
    fields: [field("order_reference", 0.85, FAIR), field("email", 0.5, FAIR)],
  },
  {
    queryType: "direct_debit_change",
    weight: 581,
    handOffRate: 0.2,
    abandonmentRate: 0.06,
    families: { bot_failure: 42, planned_escalation: 29, customer_demand: 29 },
    failedAttempts: 1.3,
    demandHonoured: 0.8,
    satisfied: { afterHandOff: 0.7, contained: 0.86 },
    queue: "Billing",
    fields: [field("account_number", 0.92, FAIR), field("collection_day", 0.6, FAIR)],
  },
  {
    queryType: "tariff_change",
    weight: 631,
    handOffRate: 0.205,
    abandonmentRate: 0.08,
    families: { bot_failure: 42, planned_escalation: 29, customer_demand: 29 },
    failedAttempts: 1.2,
    demandHonoured: 0.8,
    satisfied: { afterHandOff: 0.68, contained: 0.83 },
    queue: "Billing",
    fields: [field("account_number", 0.9, FAIR), field("postcode", 0.5)],
  },
  {
    queryType: "delivery_change",
    weight: 683,
    handOffRate: 0.19,
    abandonmentRate: 0.06,
    families: { bot_failure: 54, planned_escalation: 16, customer_demand: 30 },
    failedAttempts: 1.5,
    demandHonoured: 0.75,
    satisfied: { afterHandOff: 0.66, contained: 0.84 },
    queue: "Orders",
    fields: [field("order_reference", 0.9, FAIR), field("delivery_day", 0.6, FAIR)],
  },
  {
    queryType: "product_advice",
    weight: 460,
    handOffRate: 0.16,
    abandonmentRate: 0.1,
    families: { bot_failure: 38, planned_escalation: 20, customer_demand: 42 },
    failedAttempts: 1.1,
    demandHonoured: 0.85,
    satisfied: { afterHandOff: 0.76, contained: 0.82 },
    queue: "Orders",
    fields: [field("product_code", 0.6)],
  },
  {
    queryType: "address_change",
    weight: 377,
    handOffRate: 0.09,
    abandonmentRate: 0.05,
    families: { bot_failure: 46, planned_escalation: 24, customer_demand: 30 },
    failedAttempts: 1.5,
    demandHonoured: 0.8,
    satisfied: { afterHandOff: 0.62, contained: 0.88 },
    queue: "Home and accounts",
    fields: [field("new_postcode", 0.9, BLIND), field("account_number", 0.7, FAIR)],
  },
  {
    queryType: "stock_check",
    weight: 331,
    handOffRate: 0.04,
    abandonmentRate: 0.12,
    families: { bot_failure: 56, planned_escalation: 10, customer_demand: 34 },
    failedAttempts: 1.1,
    demandHonoured: 0.85,
    satisfied: { afterHandOff: 0.7, contained: 0.84 },
    queue: "Orders",
    fields: [field("product_code", 0.8, FAIR), field("postcode", 0.6)],
  },
  {
    queryType: "return_item",
    weight: 729,
    handOffRate: 0.16,
    abandonmentRate: 0.06,
    families: { bot_failure: 44, planned_escalation: 18, customer_demand: 38 },
    failedAttempts: 1.3,
    demandHonoured: 0.8,
    satisfied: { afterHandOff: 0.7, contained: 0.85 },
    queue: "Orders",
    fields: [field("order_reference", 0.9), field("email", 0.4, FAIR)],
  },
  {
    queryType: "meter_reading",
    weight: 1108,
    handOffRate: 0.055,
    abandonmentRate: 0.04,
    families: { bot_failure: 55, planned_escalation: 13, customer_demand: 32 },
    failedAttempts: 1.2,
    demandHonoured: 0.8,
    satisfied: { afterHandOff: 0.68, contained: 0.9 },
    queue: "Billing",
    fields: [field("meter_reading", 0.85, FAIR), field("account_number", 0.7)],
  },
];

/** Conversations whose topic the bot never found out: people who leave, or ask for a person, at once. */
export const NO_TOPIC: Story = {
  queryType: null,
  weight: 80,
  handOffRate: 0.4,
  abandonmentRate: 0.4,
  families: { bot_failure: 20, customer_demand: 80 },
  codes: { bot_failure: { not_understood: 100 }, customer_demand: { asked_at_start: 100 } },
  failedAttempts: 1.5,
  demandHonoured: 0.7,
  satisfied: { afterHandOff: 0.6, contained: 0.6 },
  queue: "Home and accounts",
  fields: [],
};
