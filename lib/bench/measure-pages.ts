import { existsSync } from "node:fs";
import { type Browser, type CDPSession, chromium, type Page } from "@playwright/test";
import { registerPerson } from "@/lib/access/people";
import { DEBIAN_CHROMIUM } from "@/lib/start/browser";
import type { BenchServer } from "./bench-server";
import { metered } from "./meter";
import { percentile } from "./percentile";

/** How long a page takes in the browser until it is complete, its charts drawn. Times in milliseconds. */
export interface PageResult {
  readonly name: string;
  readonly path: string;
  /** The first time, with nothing of it in the browser's cache. */
  readonly cold: number;
  /** The median of {@link WARM_RUNS} further times. */
  readonly warm: number;
  /** What opening it once more costs the server and PostgreSQL, in milliseconds of CPU; null where it cannot be told. */
  readonly cpu: number | null;
  /** Compressed bytes of the scripts that came when it was opened for the first time. */
  readonly scriptBytes: number;
  /** What they may be at most; null where nothing is aimed at. */
  readonly most: {
    readonly cold: number | null;
    readonly warm: number | null;
    readonly scriptBytes: number | null;
  };
}

interface PageQuestion {
  readonly name: string;
  readonly path: string;
  /** What is there once all is drawn, the charts last. */
  readonly drawn: string;
  readonly most: PageResult["most"];
}

const WARM_RUNS = 5;
const CHART = "#trend svg.chart-surface";
const NO_TARGET = { cold: null, warm: null, scriptBytes: null };
const WEEKLY = { cold: 1500, warm: 500, scriptBytes: 250_000 };
/** A change of filters that the totals cover, and any other. */
const COVERED = { ...NO_TARGET, warm: 300 };
const UNCOVERED = { ...NO_TARGET, warm: 1000 };

/** The pages that are measured. Filters of the weekly review are measured as somebody changes them: page by page. */
export const PAGES: readonly PageQuestion[] = [
  { name: "weekly review", path: "/", drawn: CHART, most: WEEKLY },
  { name: "weekly, channel", path: "/?channel=web_chat", drawn: CHART, most: COVERED },
  { name: "weekly, query type", path: "/?query_type=topic_001", drawn: CHART, most: COVERED },
  { name: "weekly, language", path: "/?language=de", drawn: CHART, most: COVERED },
  { name: "weekly, bot", path: "/?bot=bot-1", drawn: CHART, most: COVERED },
  { name: "weekly, bot version", path: "/?bot_version=2026.4", drawn: CHART, most: COVERED },
  { name: "weekly, reason", path: "/?reason=bot_failure", drawn: CHART, most: COVERED },
  { name: "weekly, two filters", path: "/?channel=web_chat&language=de", drawn: CHART, most: UNCOVERED },
  { name: "weekly, queue", path: "/?queue=billing", drawn: CHART, most: UNCOVERED },
  { name: "weekly, attribute", path: "/?attr.plan=plus", drawn: CHART, most: UNCOVERED },
  { name: "query types", path: "/query-types", drawn: "#types", most: NO_TARGET },
  { name: "query types, channel", path: "/query-types?channel=web_chat", drawn: "#types", most: COVERED },
  { name: "query types, queue", path: "/query-types?queue=billing", drawn: "#types", most: UNCOVERED },
  { name: "query type", path: "/query-types/topic_001", drawn: CHART, most: NO_TARGET },
  { name: "reasons", path: "/reasons", drawn: "#reason-map", most: NO_TARGET },
  { name: "context", path: "/context", drawn: "h1", most: NO_TARGET },
  { name: "journeys", path: "/journeys", drawn: "h1", most: NO_TARGET },
  { name: "satisfaction", path: "/satisfaction", drawn: "h1", most: NO_TARGET },
  { name: "conversations", path: "/conversations", drawn: "table", most: NO_TARGET },
  { name: "data", path: "/data", drawn: "h1", most: NO_TARGET },
  { name: "data quality", path: "/data/quality", drawn: "h1", most: NO_TARGET },
];

const PERSON = {
  name: "Bench",
  email: "bench@example.org",
  password: "measure what it takes",
  role: "administrator",
} as const;

/** Opens the pages one after the other as an administrator, who may open all. `log` is told of each. Null where there is no browser. */
export async function measurePages(
  server: BenchServer,
  stop: AbortSignal,
  log: (line: string) => void,
): Promise<PageResult[] | null> {
  if (!existsSync(DEBIAN_CHROMIUM) && !existsSync(chromium.executablePath())) return null;
  await ensurePerson(server);
  const browser = await launch();
  try {
    const results: PageResult[] = [];
    for (const question of PAGES) {
      stop.throwIfAborted();
      const result = await measurePage(browser, server, question);
      const cpu = result.cpu === null ? "" : `, ${result.cpu.toFixed(0)} ms of CPU`;
      log(`  ${question.name}: ${result.cold.toFixed(0)} ms cold, ${result.warm.toFixed(0)} ms warm${cpu}`);
      results.push(result);
    }
    return results;
  } finally {
    await browser.close();
  }
}

async function ensurePerson({ database }: BenchServer): Promise<void> {
  const known = await database.prisma.person.findFirst({ where: { email: PERSON.email } });
  if (!known) await registerPerson(database, PERSON);
}

function launch(): Promise<Browser> {
  if (!existsSync(DEBIAN_CHROMIUM)) return chromium.launch();
  return chromium.launch({
    executablePath: DEBIAN_CHROMIUM,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

async function measurePage(
  browser: Browser,
  server: BenchServer,
  question: PageQuestion,
): Promise<PageResult> {
  const context = await browser.newContext({
    baseURL: server.target.url,
    viewport: { width: 1440, height: 900 },
  });
  try {
    const page = await context.newPage();
    await page.goto("/sign-in?from=/definitions");
    await page.getByLabel("E-mail address").fill(PERSON.email);
    await page.getByLabel("Password", { exact: true }).fill(PERSON.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.waitForURL((address) => address.pathname !== "/sign-in");
    await page.goto("about:blank");
    const cache = await context.newCDPSession(page);
    await cache.send("Network.clearBrowserCache");
    const scripts = await countScripts(cache);
    const cold = await timeOnce(page, question);
    const scriptBytes = scripts.bytes();
    const warm: number[] = [];
    const { usage } = await metered(server, async () => {
      for (let run = 0; run < WARM_RUNS; run++) warm.push(await timeOnce(page, question));
    });
    const cpuSeconds =
      usage.server && usage.postgres ? usage.server.cpuSeconds + usage.postgres.cpuSeconds : null;
    const { name, path, most } = question;
    return {
      name,
      path,
      cold,
      cpu: cpuSeconds === null ? null : (1000 * cpuSeconds) / WARM_RUNS,
      scriptBytes,
      warm: percentile(
        warm.sort((a, b) => a - b),
        0.5,
      ),
      most,
    };
  } finally {
    await context.close();
  }
}

/** Adds up what comes over the network as scripts. */
async function countScripts(session: CDPSession): Promise<{ readonly bytes: () => number }> {
  const scripts = new Set<string>();
  let bytes = 0;
  session.on("Network.responseReceived", ({ requestId, type }) => {
    if (type === "Script") scripts.add(requestId);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await session.send("Network.enable");
  return { bytes: () => bytes };
}

async function timeOnce(page: Page, { path, drawn }: PageQuestion): Promise<number> {
  const began = performance.now();
  await page.goto(path, { waitUntil: "load" });
  await page.locator(drawn).first().waitFor();
  return performance.now() - began;
}
