import { z } from "zod";
import { AppError } from "@/lib/domain/app-error";
import { processIngest } from "@/lib/ingest/commit/services";
import { erase, readErasurePage } from "@/lib/reports/erasure/erasures";
import { readListCursor, writeListCursor } from "@/lib/reports/workspace/list-cursor";
import { database } from "@/lib/store/database";
import { PAGE_PARAMETERS } from "../page-parameters";
import { declareRoute } from "../route";

const POSITION = z.tuple([z.uuid()]);

const erasureSchema = z
  .object({
    id: z.string(),
    customer: z.string().describe("A keyed hash; the reference itself is not kept"),
    startedBy: z.string(),
    startedAt: z.string(),
    finishedAt: z.string().nullable(),
    conversations: z.int(),
    records: z.int(),
    refused: z.int().describe("Refused records and kept payloads that named the customer"),
    mentions: z.int().describe("Comments, closed weeks and the like that named the customer"),
  })
  .meta({ id: "Erasure" });

/** `POST /api/v1/erasures`. */
export const postErasure = declareRoute({
  method: "POST",
  path: "/api/v1/erasures",
  summary: "Erase one customer",
  description:
    "Everything that is kept of the customer's conversations goes; what they counted stays, anonymous. Records of theirs that are sent again are answered as stale; a conversation that begins after the erasure is taken in.",
  action: "erase_customers",
  body: z.object({ customerRef: z.string().describe("The reference, as records bring it") }),
  output: erasureSchema,
  async handler({ actor, body }) {
    const erasure = await erase(await processIngest(), actor, body.customerRef);
    if (!erasure) throw new AppError("internal", "The erasure was done and cannot be shown.");
    return erasure;
  },
});

/** `GET /api/v1/erasures`. */
export const listErasedCustomers = declareRoute({
  method: "GET",
  path: "/api/v1/erasures",
  summary: "The customers who were erased: when, by whom, how much",
  action: "erase_customers",
  query: z.object(PAGE_PARAMETERS),
  output: z.object({ erasures: z.array(erasureSchema), next: z.string().nullable() }),
  async handler({ actor, query }) {
    const [after] = readListCursor(query.cursor, POSITION) ?? [null];
    const page = await readErasurePage(database(), actor, { after, limit: query.limit });
    return { erasures: [...page.rows], next: page.next && writeListCursor([page.next]) };
  },
});
