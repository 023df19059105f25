import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const run = promisify(execFile);
const scripts: { readonly [name: string]: string } = JSON.parse(readFileSync("package.json", "utf8")).scripts;

/** Commands that take words; what starts, tests and generates has no options. */
const WITHOUT_OPTIONS = ["demo", "start", "dev", "test", "check", "generate"];
const commands = Object.keys(scripts).filter((name) => !WITHOUT_OPTIONS.includes(name));

describe("the help of a command", () => {
  it.each(commands)(
    "npm run %s -- --help says what it does, with examples and exit codes, and does nothing",
    async (name) => {
      const [, ...words] = (scripts[name] ?? "").split(" ");
      // A database that is not there: help must not ask for one.
      const env = { ...process.env, DATABASE_URL: "postgresql://nobody@127.0.0.1:9/none" };
      const { stdout } = await run(process.execPath, [...words, "--help"], { env });
      expect(stdout).toContain("Examples:");
      expect(stdout).toContain("Exit codes:");
      expect(stdout).toContain(`npm run ${name}`);
    },
    60_000,
  );

  it("is there for every command that takes words", () => {
    expect(commands).toEqual(
      expect.arrayContaining([
        "import",
        "key",
        "undo",
        "export",
        "retention",
        "erase",
        "totals:verify",
        "client",
      ]),
    );
  });
});
