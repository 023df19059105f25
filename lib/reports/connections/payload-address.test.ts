import { describe, expect, it } from "vitest";
import { payloadChoice, payloadsHref, preparePayloadTabs } from "./payload-address";

const read = (search: string) => payloadChoice(new URLSearchParams(search));

describe("the payloads of a connection that an address asks for", () => {
  it("is read back from the address that it gives", () => {
    const choice = { state: "error", before: "42" } as const;
    const { search } = new URL(payloadsHref("abc", choice), "http://x");
    expect(read(search)).toEqual(choice);
  });

  it("leaves out what makes no sense", () => {
    expect(read("state=eaten&before=1;DROP")).toEqual({ state: undefined, before: undefined });
  });

  it("marks the tab that is open, and begins each at its newest", () => {
    const tabs = preparePayloadTabs("abc", read("state=error&before=42"));
    expect(tabs.filter(({ current }) => current).map(({ text, href }) => [text, href])).toEqual([
      ["Errors", "/data/connections/abc?state=error#payloads"],
    ]);
  });
});
