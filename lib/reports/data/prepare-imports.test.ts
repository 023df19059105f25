import { describe, expect, it } from "vitest";
import type { ImportSummary } from "@/lib/store/read-imports";
import { importRow, prepareData, prepareImport } from "./prepare-imports";

const summary: ImportSummary = {
  id: "0195f0a0-0000-7000-8000-000000000000",
  label: "surveyhub_nov.csv",
  via: "file",
  format: "csv",
  startedBy: "Lena Schulz",
  state: "done",
  startedAt: "2026-11-22T09:00:00.000Z",
  finishedAt: "2026-11-22T09:00:20.000Z",
  problem: null,
  undoneAt: null,
  undoneBy: null,
  received: 1204,
  created: 1000,
  updated: 4,
  unchanged: 12,
  stale: 0,
  rejected: 188,
  ignoredKeys: { weather: 2, "context.mood": 30 },
};

describe("imports", () => {
  it("are lines with what was stored and what was refused", () => {
    expect(importRow(summary, "UTC")).toMatchObject({
      href: "/data/imports/0195f0a0-0000-7000-8000-000000000000",
      started: "22 Nov, 09:00",
      how: "CSV file",
      received: "1,204",
      stored: "1,004",
      refused: "188",
      hasRefused: true,
      state: "Done",
    });
  });

  it.each([
    [{ state: "running" }, "Running"],
    [{ state: "stopped", problem: "not readable, line 1 is HTML" }, "Stopped: not readable, line 1 is HTML"],
    [
      { received: 20, unchanged: 18, stale: 2, created: 0, updated: 0, rejected: 0 },
      "Done, all 20 known already",
    ],
  ] as const)("%o is %s", (change, state) => {
    expect(importRow({ ...summary, ...change }, "UTC").state).toBe(state);
  });

  it("have a page with every count, the keys left out, and a download of what was refused", () => {
    const view = prepareImport(
      {
        summary,
        refused: [
          {
            line: 12,
            type: "survey",
            conversationId: "c-1",
            code: "time_without_offset",
            path: "/answeredAt",
            message: "m",
          },
        ],
      },
      "UTC",
    );
    expect(view.counts.map(({ label, count }) => `${label} ${count}`)).toEqual([
      "Received 1,204",
      "Created 1,000",
      "Updated 4",
      "Unchanged 12",
      "Stale 0",
      "Refused 188",
    ]);
    expect(view.ignoredKeys[0]).toEqual({ key: "context.mood", count: "30" });
    expect(view.more).toBe("The first 1 of 188 are listed; all are in the download.");
    expect(view.download).toBe(`/api/v1/imports/${summary.id}/rejections`);
    expect(view.refused[0]?.whatToDo).not.toBe("");
  });

  it("offer no download where nothing was refused", () => {
    expect(prepareImport({ summary: { ...summary, rejected: 0 }, refused: [] }, "UTC")).toMatchObject({
      download: null,
      more: null,
    });
  });
});

describe("what waits", () => {
  const now = Date.parse("2026-11-22T09:00:00Z");
  const waiting = (oldest: string) =>
    prepareData(
      {
        imports: [],
        older: null,
        rejections: [],
        waiting: [{ type: "survey", source: "surveyhub", count: 412, oldest }],
      },
      "UTC",
      now,
    ).waiting[0];

  it("is named with its count and its age", () => {
    expect(waiting("2026-11-20T10:00:00Z")).toMatchObject({
      records: "Surveys",
      count: "412",
      oldest: "20 Nov, 10:00",
      note: expect.stringContaining("count from the moment"),
    });
  });

  it("is suspicious after a fortnight", () => {
    expect(waiting("2026-11-02T10:00:00Z")?.note).toContain("check whether both systems use the same");
  });
});
