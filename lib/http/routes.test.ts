import { readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { ROUTES } from "./routes";

/** `app/api/v1/imports/[id]/route.ts` → `/api/v1/imports/{id}`. */
function servedPaths(): string[] {
  return readdirSync("app/api/v1", { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|\/)route\.ts$/.test(file))
    .map((file) => `/api/v1/${dirname(file).replace(/\[([^\]]+)\]/g, "{$1}")}`);
}

describe("the list of routes", () => {
  it("has exactly the paths that app/api/v1 serves", () => {
    expect([...new Set(ROUTES.map((route) => route.path))].sort()).toEqual(servedPaths().sort());
  });

  it("has every method of a path once", () => {
    const names = ROUTES.map((route) => `${route.method} ${route.path}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it("is served by the wrapper and nothing else", () => {
    for (const path of servedPaths()) {
      const file = `app${path.replace(/\{([^}]+)\}/g, "[$1]")}/route.ts`;
      expect(readFileSync(file, "utf8"), file).toContain("= serve([");
    }
  });

  it("declares every name in a path", () => {
    for (const { path, params } of ROUTES) {
      const names = [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1]);
      expect(Object.keys(params?.shape ?? {}).sort(), path).toEqual(names.sort());
    }
  });
});
