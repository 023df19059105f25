import { openRequest, type Target } from "./clients/request";
import type { ComparedReport } from "./compare-with-raw";

/** Asks for a report once. Throws when the answer is no report. */
export async function askReport(target: Target, path: string): Promise<ComparedReport> {
  const { request, answer } = openRequest(target, path, { method: "GET" });
  request.end();
  const { status, body } = await answer;
  if (status !== 200) throw new Error(`${path}: ${status} ${body}`);
  return JSON.parse(body) as ComparedReport;
}
