import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { readPayload, UnreadablePayload, unpacked } from "./read-payload";

const json = (text: string) => readPayload(Buffer.from(text), "json");

describe("JSON", () => {
  it("is read with a byte order mark, and unpacked from gzip", () => {
    expect(json('\ufeff{"a":1}')).toEqual({ a: 1 });
    expect(readPayload(unpacked(gzipSync('{"a":1}')), "json")).toEqual({ a: 1 });
  });

  it("may be several objects in a row, as Firehose writes them into a file, also over several lines", () => {
    expect(json('{"a":"}{"}{"b":[{"c":"\\""}]}\n{\n "d": 1\n}\n')).toEqual([
      { a: "}{" },
      { b: [{ c: '"' }] },
      { d: 1 },
    ]);
  });

  it("is refused when it is cut off, or something else is between the objects", () => {
    for (const broken of ['{"a":1}{"b":', '{"a":1},{"b":2}', "hello", '{"a":1}x', "}{"])
      expect(() => json(broken), broken).toThrow(UnreadablePayload);
  });
});

describe("NDJSON", () => {
  const lines = (text: string) => readPayload(Buffer.from(text), "ndjson");

  it("keeps its good lines beside one that is not JSON", () => {
    expect(lines('{"a":1}\r\n\r\n{"b":\n{"c":3}\n')).toEqual([{ a: 1 }, '{"b":', { c: 3 }]);
  });

  it("may be one object over several lines, and is refused when nothing in it is JSON", () => {
    expect(lines('{\n"a": 1\n}')).toEqual([{ a: 1 }]);
    expect(() => lines("one\ntwo")).toThrow("No line of the payload is JSON.");
  });
});

it("reads forms and CSV as rows", () => {
  expect(readPayload(Buffer.from("EventType=task.created&TaskSid=WT1"), "form")).toEqual([
    { EventType: "task.created", TaskSid: "WT1" },
  ]);
  expect(readPayload(Buffer.from("id;name\r\n1;\r\n"), "csv")).toEqual([{ id: "1" }]);
});
