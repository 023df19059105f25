import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { SHIPPED_PHRASES } from "@/lib/repeats/phrases/shipped";
import { QuestionReader } from "@/lib/repeats/questions";
import { type BrokenLine, readLabelled } from "./read-labelled";
import { describeScore, scoreLabelled } from "./score";

const FOLDER = path.resolve("e2e/repeats");
const questions = new QuestionReader(SHIPPED_PHRASES);
const score = (file: string) =>
  scoreLabelled(readLabelled(readFileSync(path.join(FOLDER, file), "utf8"), questions));
const shares = ({ right, wrong, missed }: { right: number; wrong: number; missed: number }) => ({
  precision: right / (right + wrong),
  recall: right / (right + missed),
});

describe("the labelled dialogues", () => {
  it.each([
    ["dialogues.ndjson", 400],
    ["held-out.ndjson", 260],
    ["held-out-2.ndjson", 740],
    ["held-out-3.ndjson", 310],
    ["turns-of-phrase.ndjson", 230],
  ])("of %s are read as they are labelled", (file, count) => {
    const found = score(file);
    expect(found.handOffs).toBeGreaterThanOrEqual(count);
    expect(shares(found.all).precision).toBeGreaterThanOrEqual(0.97);
    expect(shares(found.all).recall).toBeGreaterThanOrEqual(0.92);
    expect([...found.byLanguage.keys()].sort()).toEqual(["de", "en", "es", "fr"]);
  });

  it("print precision and recall with intervals", () => {
    expect(describeScore(score("held-out.ndjson"))).toMatch(
      /labelled hand-offs[\s\S]*all +\d+\.\d % +\d+\.\d–\d+\.\d[\s\S]*language de[\s\S]*rule value /,
    );
  });
});

describe("a labelled file", () => {
  const dialogue = (label: object, more: object = {}) =>
    [
      { type: "conversation", conversationId: "c", startedAt: "2026-11-02T09:00:00Z", language: "en-GB" },
      {
        type: "handoff",
        conversationId: "c",
        status: "connected",
        context: { fields: [{ name: "order", value: "BW-1-4421" }] },
        ...label,
      },
      { type: "message", conversationId: "c", sequence: 1, sender: "agent", text: "Hello", ...more },
      { type: "message", conversationId: "c", sequence: 2, sender: "customer", text: "bw 1 4421", ...more },
    ]
      .map((record) => JSON.stringify(record))
      .join("\n");

  it("may say what was asked again on the hand-off or on a line of its own", () => {
    for (const text of [
      dialogue({ expectedReasked: ["order"] }),
      `${dialogue({})}\n{"conversationId":"c","handoffId":"1","expectedReasked":["order"]}`,
    ]) {
      const [read] = readLabelled(text, questions);
      expect(read).toMatchObject({ language: "en", fields: ["order"], expected: ["order"] });
      expect(read?.reading?.fields).toEqual([{ name: "order", askedAgain: true }]);
    }
  });

  it("may have other line ends, a byte order mark, any order, or be one array", () => {
    const lines = dialogue({ expectedReasked: ["order"] }).split("\n");
    for (const text of [
      `\uFEFF${lines.join("\r\n")}\r\n`,
      lines.toReversed().join("\n\n"),
      `[${lines.join(",")}]`,
    ]) {
      expect(readLabelled(text, questions)[0]?.reading?.fields).toEqual([
        { name: "order", askedAgain: true },
      ]);
    }
  });

  it("is measured without its broken lines, which are named", () => {
    const broken: BrokenLine[] = [];
    const text = `{"type"\n${dialogue({ expectedReasked: ["order"] })}\n7\n{"type":"message","conversationId":"c","text":"x"}`;
    expect(readLabelled(text, questions, (line) => broken.push(line))).toHaveLength(1);
    expect(broken.map(({ line, message }) => `${line} ${message}`)).toEqual([
      '1 this is no JSON: {"type"',
      "6 a record is a JSON object",
      expect.stringMatching(/^7 \/sequence/),
    ]);
  });

  it("says which line is broken", () => {
    expect(() => readLabelled(`${dialogue({ expectedReasked: [] })}\n{"type":"message"`, questions)).toThrow(
      "Line 5",
    );
  });
});
