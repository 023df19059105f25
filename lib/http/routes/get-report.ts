import { reportCsv } from "@/lib/reports/report/report-csv";
import { runReport } from "@/lib/reports/report/run-report";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { database } from "@/lib/store/database";
import { reportQuery } from "../report-query";
import { declareRoute, jsonResponse } from "../route";
import { reportSchema } from "./report-schema";

/** `GET /api/v1/reports`. */
export const getReport = declareRoute({
  method: "GET",
  path: "/api/v1/reports",
  summary: "Metrics by up to two dimensions",
  description:
    "Rows come in key order, what is not known last; a row without conversations does not appear. With a key, rating metrics come with their counts; people see them only as sums of at least five ratings by at least three agents.",
  action: "view_reports",
  query: reportQuery,
  output: reportSchema,
  answers: { 200: { description: "The report", content: { "text/csv": null } } },
  async handler({ actor, query: { query, format } }) {
    const report = await runReport(database(), actor, await loadWorkspace(database()), query);
    if (format === "json") return jsonResponse(report);
    return new Response(reportCsv(report, query), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="baton-report.csv"',
      },
    });
  },
});
