import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/access/actor";
import type { Authenticator } from "@/lib/access/authenticate";
import { changeTimeZone } from "@/lib/ingest/measure/measure-again";
import type { MetricValue } from "@/lib/metrics/metric-value";
import type { Report } from "@/lib/reports/report/report";
import { database } from "@/lib/store/database";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { getReport } from "./routes/get-report";
import { listConversations } from "./routes/list-conversations";
import { postRecords } from "./routes/post-records";

type Expected = Partial<MetricValue> | readonly [number, number];

interface ExpectedReport {
  readonly by: readonly string[];
  readonly timeZone: string;
  readonly rows: readonly {
    readonly key: { readonly [dimension: string]: string | null };
    readonly values: { readonly [metric: string]: Expected };
  }[];
}

const GOLDEN = new URL("../../e2e/golden/", import.meta.url);
const PLACES = 6;
const KEY: Actor = {
  kind: "key",
  id: "00000000-0000-4000-8000-000000000001",
  name: "golden",
  scopes: ["ingest", "read"],
};
const asKey: Authenticator = async () => KEY;

const expected: { readonly reports: readonly ExpectedReport[] } = JSON.parse(
  await readFile(new URL("expected.json", GOLDEN), "utf8"),
);

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
  process.env.DATABASE_URL = db.url;
  process.env.BATON_KEY = "a key for the golden records, long enough";
  await ensureCurrentGeneration(db, "UTC");
  const request = new Request("http://baton.test/api/v1/records", {
    method: "POST",
    headers: { "Content-Type": "application/x-ndjson" },
    body: await readFile(new URL("records.ndjson", GOLDEN)),
  });
  const response = await postRecords.answer(request, asKey);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ received: 790, rejected: 0 });
});

afterAll(async () => {
  await database().close();
  await db.close();
});

async function ask(path: string): Promise<Response> {
  const route = path.startsWith("/api/v1/reports") ? getReport : listConversations;
  const response = await route.answer(new Request(`http://baton.test${path}`), asKey);
  expect(response.status, path).toBe(200);
  return response;
}

function check(value: Partial<MetricValue> | undefined, wanted: Expected, what: string): void {
  const parts = Array.isArray(wanted)
    ? { numerator: wanted[0], denominator: wanted[1] }
    : (wanted as Partial<MetricValue>);
  for (const [part, want] of Object.entries(parts)) {
    const got = value?.[part as keyof MetricValue];
    const label = `${what} ${part}`;
    if (typeof want === "number") expect(got, label).toBeCloseTo(want, PLACES);
    else if (want !== null && typeof want === "object") {
      expect((got as { low: number }).low, label).toBeCloseTo((want as { low: number }).low, PLACES);
      expect((got as { high: number }).high, label).toBeCloseTo((want as { high: number }).high, PLACES);
    } else expect(got ?? null, label).toBe(want ?? null);
  }
}

/** Cells that are absent from what is expected are 0/0, or 0 for counts. */
function checkAbsent(value: MetricValue, what: string): void {
  expect(value.denominator ?? value.numerator, what).toBe(0);
}

function metricsOf(report: ExpectedReport): string {
  return report.by.includes("field")
    ? ""
    : [...new Set(report.rows.flatMap((row) => Object.keys(row.values)))].join(",");
}

async function readReport(report: ExpectedReport): Promise<Report> {
  const metrics = metricsOf(report);
  const query = new URLSearchParams({ ...(metrics ? { metrics } : {}), by: report.by.join(",") });
  return (await ask(`/api/v1/reports?${query}`)).json() as Promise<Report>;
}

function checkReport(report: ExpectedReport, got: Report): void {
  expect(got.rows.map((row) => row.key)).toEqual(report.rows.map((row) => row.key));
  for (const [i, { key, values }] of report.rows.entries()) {
    for (const [metric, value] of Object.entries(got.rows[i]?.values ?? {})) {
      const what = `${JSON.stringify(key)} ${metric}`;
      const wanted = values[metric];
      if (wanted) check(value, wanted, what);
      else checkAbsent(value, what);
    }
    for (const metric of Object.keys(values)) expect(got.rows[i]?.values, metric).toHaveProperty(metric);
  }
}

const inUtc = expected.reports.filter((report) => report.timeZone === "UTC");

describe("the golden records", () => {
  test.each(inUtc)("by $by: JSON", async (report) => {
    checkReport(report, await readReport(report));
  });

  test.each(inUtc)("by $by: CSV", async (report) => {
    const query = new URLSearchParams({ by: report.by.join(","), format: "csv" });
    const lines: { [column: string]: string }[] = parse(
      await (await ask(`/api/v1/reports?${query}`)).text(),
      {
        columns: true,
      },
    );
    for (const { key, values } of report.rows) {
      for (const [metric, wanted] of Object.entries(values)) {
        const line = lines.find(
          (line) =>
            line.metric === metric &&
            report.by.every((dimension) => line[dimension] === (key[dimension] ?? "")),
        );
        const number = (text: string | undefined) =>
          text === "" || text === undefined ? null : Number(text);
        const value = {
          value: number(line?.value),
          numerator: number(line?.numerator),
          denominator: number(line?.denominator),
          interval: line?.low ? { low: Number(line.low), high: Number(line.high) } : null,
          withheld: (line?.withheld || null) as MetricValue["withheld"],
          lowVolume: line?.low_volume === "true",
        };
        check(value, wanted, `${JSON.stringify(key)} ${metric}`);
      }
    }
  });

  test("every number leads to exactly its rows", async () => {
    const [overall] = expected.reports;
    for (const [metric, wanted] of Object.entries(overall?.rows[0]?.values ?? {})) {
      for (const part of ["numerator", "denominator"] as const) {
        const units = (wanted as Partial<MetricValue>)[part];
        if (typeof units !== "number") continue;
        let sum = 0;
        for (let cursor = ""; ; ) {
          const page = (await (
            await ask(`/api/v1/conversations?metric=${metric}&part=${part}&limit=100${cursor}`)
          ).json()) as {
            rows: { count: number }[];
            next: string | null;
          };
          expect(page.rows.every((row) => row.count > 0)).toBe(true);
          sum += page.rows.reduce((total, row) => total + row.count, 0);
          if (page.next === null) break;
          cursor = `&cursor=${page.next}`;
        }
        expect(sum, `${metric} ${part}`).toBeCloseTo(units, 4);
      }
    }
  });

  test("in another reporting time zone", async () => {
    for (const report of expected.reports.filter((report) => report.timeZone !== "UTC")) {
      await changeTimeZone(db, report.timeZone);
      checkReport(report, await readReport(report));
    }
    await changeTimeZone(db, "UTC");
    checkReport(inUtc[0] as ExpectedReport, await readReport(inUtc[0] as ExpectedReport));
  });
});
