import { describe, expect, it } from "vitest";
import { FRAMING_CODES, FramingError, REJECTION_CODES, recordError, whatToDo } from "./rejection";

describe("recordError", () => {
  it("names the place in words", () => {
    expect(recordError("required", "/context/fields/0/name")).toEqual({
      code: "required",
      path: "/context/fields/0/name",
      message: "context.fields[0].name is missing. This type of record cannot do without it.",
    });
  });

  it("lists what is allowed", () => {
    const { message } = recordError("unknown_value", "/outcome", {
      value: "resolved",
      allowed: ["contained", "handed_off", "open"],
    });
    expect(message).toBe("outcome cannot be “resolved”. It has to be contained, handed_off or open.");
  });

  it("shows at most 40 characters of a value, redacted", () => {
    const long = recordError("unknown_value", "/outcome", { value: "x".repeat(5000), allowed: ["open"] });
    expect(long.message).toBe(`outcome cannot be “${"x".repeat(39)}…”. It has to be open.`);
    const personal = recordError("time_invalid", "/startedAt", {
      value: `${"a".repeat(30)} anna.smith@example.com`,
    });
    expect(personal.message).not.toContain("anna");
    expect(personal.message).toContain("[email]");
  });

  it("says what a value is, and keeps secret ones to itself", () => {
    const say = (value: unknown) =>
      recordError("wrong_type", "/score", { expected: "a number", value }).message;
    expect(say("four")).toBe("score has to be a number, and is the text “four”.");
    expect(say(true)).toBe("score has to be a number, and is true.");
    expect(say([1])).toBe("score has to be a number, and is a list.");
    expect(say({})).toBe("score has to be a number, and is an object.");
    expect(recordError("wrong_type", "/customerRef", { expected: "text" }).message).toBe(
      "customerRef has to be text.",
    );
  });

  it("says how much of an endless line was kept", () => {
    const limit = 16 * 1_048_576;
    expect(recordError("record_too_long", "", { size: 10 * 1_048_576, limit }).message).toBe(
      "The record is 10 MiB long. A record may have 1 MiB.",
    );
    expect(recordError("record_too_long", "", { size: 20.5 * 1_048_576, limit }).message).toBe(
      "The record is 20.5 MiB long. A record may have 1 MiB; only the first 16 MiB of it were kept.",
    );
  });
});

describe("whatToDo", () => {
  it.each([...REJECTION_CODES, ...FRAMING_CODES])("has a sentence for %s", (code) => {
    expect(whatToDo(code)).toMatch(/^[A-Z].*[.…}]$/s);
  });

  it("knows nothing else", () => {
    expect(whatToDo("toString")).toBeNull();
  });
});

describe("every message", () => {
  it.each(REJECTION_CODES)("of %s is a sentence without gaps", (code) => {
    const detail = { value: "v", expected: "a number", allowed: ["a", "b"], limit: 1, size: 2 };
    expect(recordError(code, "/key", detail).message).toMatch(/^\S.*\.$/);
    expect(recordError(code, "/key", detail).message).not.toContain("undefined");
  });

  it.each(FRAMING_CODES)("of %s is a sentence", (code) => {
    expect(new FramingError(code).message).toMatch(/^[A-Z].*\.$/);
  });
});
