import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

/**
 * Who may import whom, by layer, beside itself:
 * app → components → lib/reports → lib/{ingest,store,access} → lib/metrics, lib/statistics, lib/repeats → lib/domain.
 * lib/start stands above all of lib; only the commands (lib/start/cli) and the benchmark use it.
 */
const CORE = ["lib/domain", "lib/metrics", "lib/statistics", "lib/repeats"];
const DATA = ["lib/secrets", "lib/store", "lib/access", "lib/ingest"];
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  "lib/domain": [],
  "lib/repeats": ["lib/domain"],
  "lib/statistics": ["lib/domain", "lib/metrics"],
  "lib/metrics": ["lib/domain", "lib/statistics"],
  "lib/secrets": ["lib/domain"],
  "lib/store": CORE,
  "lib/access": [...CORE, "lib/secrets", "lib/store"],
  "lib/ingest": [...CORE, "lib/secrets", "lib/store", "lib/access"],
  "lib/reports": [...CORE, ...DATA],
  "lib/notify": [...CORE, ...DATA, "lib/reports"],
  "lib/jobs": [...CORE, ...DATA, "lib/reports", "lib/notify"],
  "lib/demo": [...CORE, "lib/store", "lib/access", "lib/ingest"],
  "lib/http": [...CORE, ...DATA, "lib/reports", "lib/notify"],
  "lib/start": [...CORE, ...DATA, "lib/reports", "lib/demo", "lib/http"],
  "lib/bench": [...CORE, ...DATA, "lib/reports", "lib/demo", "lib/start"],
  "lib/start/cli": [...CORE, ...DATA, "lib/reports", "lib/demo", "lib/http", "lib/start", "lib/bench"],
  components: [...CORE, "lib/access", "lib/reports"],
  app: [...CORE, ...DATA, "lib/reports", "lib/notify", "lib/demo", "lib/http", "components"],
};

/** Packages that the core may use: calendars and time zones without a clock. */
const CORE_PACKAGES = ["temporal-polyfill"];

/** What reaches outside from within a function. */
const IMPURE =
  /\bprocess\.|\bDate\.now\b|\bnew Date\(\)|\bperformance\.|\bMath\.random\b|\bconsole\.|\bfetch\(|\bTemporal\.Now\b|\bset(?:Timeout|Interval)\(/;

/** The steps of ingest that are pure functions of what was sent. */
const PURE_INGEST = /^lib\/ingest\/(?:schema|connectors|decode|validate|redact)\//;

const DATABASE_PACKAGE = /^(?:pg|pg-copy-streams|prisma|@prisma\/.*)$/;

interface Import {
  /** A path from the root without its ending, or the name of a package. */
  readonly target: string;
  readonly isPackage: boolean;
  /** Gone once compiled. */
  readonly isType: boolean;
}

interface Source {
  readonly file: string;
  readonly layer: string;
  /** Without comments. */
  readonly code: string;
  readonly imports: readonly Import[];
}

const ROOT = path.resolve(import.meta.dirname, "..");
const sources = ["app", "components", "lib"].flatMap(sourcesBelow);
const shipped = sources.filter(({ file }) => !/\.test\.tsx?$/.test(file));

function sourcesBelow(folder: string): Source[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(?:tsx?|mjs)$/.test(entry.name))
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((file) => !file.startsWith("lib/store/generated/"))
    .map((file) => {
      const code = withoutComments(readFileSync(path.join(ROOT, file), "utf8"));
      return { file, layer: layerOf(file), code, imports: importsOf(file, code) };
    });
}

/** Comments may name what code may not. Addresses in strings keep their slashes. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|[^:"'`\\])\/\/.*$/gm, "$1");
}

function layerOf(file: string): string {
  const [top = "", second = "", third = ""] = file.split("/");
  if (top !== "lib") return top;
  return second === "start" && third === "cli" ? "lib/start/cli" : `lib/${second}`;
}

function importsOf(file: string, code: string): Import[] {
  const statements =
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^"';]*?from\s*"([^"\n]+)"|\bimport\s*\(?\s*"([^"\n]+)"/g;
  return [...code.matchAll(statements)].map((match) => {
    const isType = match[1] !== undefined;
    const name = match[2] ?? match[3] ?? "";
    if (name.startsWith("@/")) return { target: name.slice(2), isPackage: false, isType };
    if (name.startsWith(".")) {
      return { target: path.posix.join(path.posix.dirname(file), name), isPackage: false, isType };
    }
    const parts = name.split("/").slice(0, name.startsWith("@") ? 2 : 1);
    return { target: parts.join("/"), isPackage: true, isType };
  });
}

/** `file: what` for every finding, so that a failure lists them all. */
function findings(of: readonly Source[], find: (source: Source) => readonly string[]): string[] {
  return of.flatMap((source) => find(source).map((what) => `${source.file}: ${what}`));
}

describe("architecture", () => {
  test("every file belongs to a layer", () => {
    const known = [...Object.keys(MAY_IMPORT), "lib/architecture.test.ts"];
    expect(
      findings(sources, ({ layer }) => (known.includes(layer) ? [] : ["no layer of this test"])),
    ).toEqual([]);
  });

  test("imports point down", () => {
    const up = findings(shipped, ({ layer, imports }) =>
      imports
        .filter(({ isPackage, target }) => !isPackage && target !== "package.json")
        .filter(({ target }) => layerOf(target) !== layer && !MAY_IMPORT[layer]?.includes(layerOf(target)))
        .map(({ target }) => `imports ${target}`),
    );
    expect(up).toEqual([]);
  });

  test("no file imports itself through others", () => {
    const byPath = new Map(shipped.map((source) => [source.file.replace(/\.\w+$/, ""), source]));
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (name: string, trail: readonly string[]) => {
      if (trail.includes(name)) cycles.push([...trail.slice(trail.indexOf(name)), name].join(" → "));
      if (trail.includes(name) || done.has(name)) return;
      for (const { target, isType } of byPath.get(name)?.imports ?? []) {
        if (!isType) visit(target, [...trail, name]);
      }
      done.add(name);
    };
    for (const name of byPath.keys()) visit(name, []);
    expect(cycles).toEqual([]);
  });

  test("the core is pure", () => {
    const core = shipped.filter(({ layer }) => CORE.includes(layer));
    const impure = findings(core, ({ code, imports }) => [
      ...imports
        .filter(({ isPackage, target }) => isPackage && !CORE_PACKAGES.includes(target))
        .map(({ target }) => `imports ${target}`),
      ...(IMPURE.exec(code) ?? []).map((match) => `uses ${match}`),
    ]);
    expect(impure).toEqual([]);
  });

  test("what ingest does before it stores knows no database", () => {
    const pure = shipped.filter(({ file }) => PURE_INGEST.test(file));
    const impure = findings(pure, ({ imports }) =>
      imports
        .filter(({ target }) => ["lib/store", "lib/access"].includes(layerOf(target)))
        .map(({ target }) => `imports ${target}`),
    );
    expect(impure).toEqual([]);
  });

  test("only lib/store knows the database; lib/start starts its server, lib/bench measures it", () => {
    const outside = shipped.filter(({ layer }) => !["lib/store", "lib/start", "lib/bench"].includes(layer));
    const knowing = findings(outside, ({ code, imports }) => [
      ...imports
        .filter(({ isPackage, target }) => isPackage && DATABASE_PACKAGE.test(target))
        .map(({ target }) => `imports ${target}`),
      ...(/\.(?:pool|client|connection)\.query\b|\.prisma\.|\$(?:query|execute)Raw/.exec(code) ?? []).map(
        (match) => `uses ${match}`,
      ),
    ]);
    expect(knowing).toEqual([]);
  });

  test("the path says what a file does", () => {
    const vague = /(?:^|\/)(?:utils?|helpers?|common|misc|shared|index)(?:[./]|$)/;
    expect(findings(sources, ({ file }) => vague.exec(file) ?? [])).toEqual([]);
  });

  test("nothing is exported from where it is not written", () => {
    const passing = findings(
      shipped.filter(({ layer }) => layer !== "app"),
      ({ code }) => code.match(/^export\s+(?:type\s+)?(?:\*|\{[^}]*\})\s*(?:as\s+\w+\s+)?from\s.*$/gm) ?? [],
    );
    expect(passing).toEqual([]);
  });
});
