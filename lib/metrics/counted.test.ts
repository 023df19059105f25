import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { counted, oneOrMany } from "./counted";

test.each([
  [0, "0 conversations"],
  [1, "1 conversation"],
  [2, "2 conversations"],
  [1643, "1,643 conversations"],
  ["1", "1 conversation"],
  ["1,643", "1,643 conversations"],
  ["of 1", "of 1 conversation"],
  ["of 11", "of 11 conversations"],
])("%s: %s", (count, text) => {
  expect(counted(count, "conversation")).toBe(text);
});

test("words whose plural is another", () => {
  expect(counted(1, "entry", "entries")).toBe("1 entry");
  expect(counted(2, "entry", "entries")).toBe("2 entries");
  expect([1, 2].map((count) => oneOrMany(count, "is", "are"))).toEqual(["is", "are"]);
});

/** A plural made by hand, and a count before a word that is always in the plural. */
const BY_HAND = /[=!]== 1\s*\?\s*("[a-z -]+"|"")\s*:\s*("[a-z -]+s"|"are"|"were")/;
const ALWAYS_MANY =
  /\$\{formatCount\([^}]*\)\} (?:[a-z-]+ )?(?:conversations|hand-offs|records|rows|surveys|ratings|comments|weeks|days|types|reasons)\b/;

test("nobody makes plurals in another way", () => {
  const found = ["lib", "app", "components"]
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => path.join(folder, name)),
    )
    .filter(
      (file) => /(?<!\.test)\.tsx?$/.test(file) && !file.includes("generated") && statSync(file).isFile(),
    )
    .filter((file) => {
      const text = readFileSync(file, "utf8");
      return BY_HAND.test(text) || ALWAYS_MANY.test(text);
    });
  expect(found).toEqual([]);
});
