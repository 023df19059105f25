import { describe, expect, it } from "vitest";
import { refuseNoTable } from "./no-table";

describe("what is plainly no table", () => {
  it.each([
    ["a sign-in page", "\ufeff\n <!DOCTYPE html><html><body>Sign in</body></html>", /web page/],
    ["XML", '<?xml version="1.0"?><rows/>', /XML/],
    ["a PDF", "%PDF-1.7\n%âãÏÓ", /PDF/],
    ["an old spreadsheet", `ÐÏ\u0011à¡±\u001aá${"\u0000".repeat(20)}Session ID`, /CSV or XLSX/],
  ])("%s is refused, with what to do", (_, text, why) => {
    expect(() => refuseNoTable(text)).toThrow(why);
  });

  it.each([
    ["CSV with a less-than sign", "id;wait\n1;<5 min\n"],
    ["a column called html", "html,started_at\n<p>,2026-11-03\n"],
    ["tabs and Windows line ends", "id\tname\r\n1\tAnn\r\n"],
    ["a page feed in a long text", `id,text\n1,${"word ".repeat(300)}\u000c\n`],
    ["nothing", ""],
  ])("%s is left to be read", (_, text) => {
    expect(() => refuseNoTable(text)).not.toThrow();
  });
});
