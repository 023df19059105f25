import { CONTEXT_TABLES } from "./context-tables";
import { CONVERSATIONS_TABLE } from "./conversation-tables";
import { DATA_TABLES } from "./data-tables";
import { JOURNEY_TABLES } from "./journey-tables";
import { ONE_TYPE_TABLES } from "./one-type-tables";
import { QUERY_TYPES_TABLE } from "./query-type-tables";
import { REASON_TABLES } from "./reason-tables";
import { REVIEW_TABLES } from "./review-tables";
import { SATISFACTION_TABLES } from "./satisfaction-tables";
import type { TableDefinition } from "./table";
import { WEEKLY_TABLES } from "./weekly-tables";

/** Every table that can be had as a file. */
export const TABLES: readonly TableDefinition[] = [
  ...WEEKLY_TABLES,
  QUERY_TYPES_TABLE,
  ...ONE_TYPE_TABLES,
  ...REASON_TABLES,
  ...JOURNEY_TABLES,
  ...CONTEXT_TABLES,
  ...SATISFACTION_TABLES,
  CONVERSATIONS_TABLE,
  ...DATA_TABLES,
  ...REVIEW_TABLES,
];
