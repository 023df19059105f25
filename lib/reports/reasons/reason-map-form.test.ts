import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readProposal, readReasonChoices, writeProposal } from "./reason-map-form";
import { fieldName } from "./reason-map-view";

const code = (work: () => unknown) => {
  try {
    work();
    return "done";
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

describe("the choices of the form", () => {
  it("are read back as source, raw reason and meaning, whatever those are called", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", minLength: 1 }),
        fc.string({ unit: "grapheme", minLength: 1 }),
        (source, raw) => {
          expect(readReasonChoices([[fieldName(source, raw), "tool_error"]])).toEqual([
            { source, raw, reason: "tool_error" },
          ]);
        },
      ),
    );
  });

  it("have names that forms send as they are", () => {
    expect(fieldName('a "bot": é', "x\r\ny&=%")).toMatch(/^map:[\w.!~*'()%-]+:[\w.!~*'()%-]+$/);
  });

  it("leave alone what is not decided, take out what is not mapped, and mind their own fields only", () => {
    expect(
      readReasonChoices([
        ["basedOn", "3"],
        [fieldName("bot", "A"), ""],
        [fieldName("bot", "B"), "none"],
        [fieldName("bot", "C"), "customer_demand"],
      ]),
    ).toEqual([
      { source: "bot", raw: "B", reason: null },
      { source: "bot", raw: "C", reason: "customer_demand" },
    ]);
  });

  it("are refused where the page did not offer them", () => {
    for (const field of [
      [fieldName("bot", "A"), "no_such_reason"],
      ["map:bot", "tool_error"],
      ["map:bot:A:B", "tool_error"],
      ["map:bot:%E0%A4%A", "tool_error"],
      [fieldName("bot", "A"), new File([], "a.txt")],
    ] as const) {
      expect(code(() => readReasonChoices([field]))).toBe("invalid_value");
    }
  });
});

describe("a proposal", () => {
  it("is carried through the preview as it is", () => {
    const proposal = {
      basedOn: 4,
      changes: [
        { source: "bot", raw: 'ESC "017"', reason: "tool_error" as const },
        { source: "bot", raw: "ESC_022", reason: null },
      ],
    };
    expect(readProposal(writeProposal(proposal))).toEqual(proposal);
  });

  it("is refused where it is none", () => {
    for (const text of ["", "{}", "[]", '{"basedOn":1,"changes":[{"source":"a","raw":"b","reason":"x"}]}']) {
      expect(code(() => readProposal(text))).toBe("invalid_value");
    }
  });
});
