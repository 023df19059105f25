import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "@playwright/test";
import { registerPerson } from "@/lib/access/people";
import { DEBIAN_CHROMIUM } from "@/lib/start/browser";
import type { BenchServer } from "./bench-server";
import { percentile } from "./percentile";

/** How long a page takes in the browser until it is complete, its charts drawn. Times in milliseconds. */
export interface PageResult {
  readonly name: string;
  readonly path: string;
  /** The first time, with nothing of it in the browser's cache. */
  readonly cold: number;
  /** The median of {@link WARM_RUNS} further times. */
  readonly warm: number;
  /** What both may take at most; null where nothing is aimed at. */
  readonly most: { readonly cold: number | null; readonly warm: number | null };
}

interface PageQuestion {
  readonly name: string;
  readonly path: string;
  /** What is there once all is drawn, the charts last. */
  readonly drawn: string;
  readonly most: PageResult["most"];
}

const WARM_RUNS = 5;
const CHART = "#trend svg.recharts-surface";
const COVERED = { cold: null, warm: 300 };
const UNCOVERED = { cold: null, warm: 1000 };

/** The pages that are measured. Filters of the weekly review are measured as somebody changes them: page by page. */
export const PAGES: readonly PageQuestion[] = [
  { name: "weekly review", path: "/", drawn: CHART, most: { cold: 1500, warm: 500 } },
  { name: "weekly, channel", path: "/?channel=web_chat", drawn: CHART, most: COVERED },
  { name: "weekly, query type", path: "/?query_type=topic_001", drawn: CHART, most: COVERED },
  { name: "weekly, two filters", path: "/?channel=web_chat&language=de", drawn: CHART, most: UNCOVERED },
  { name: "weekly, queue", path: "/?queue=billing", drawn: CHART, most: UNCOVERED },
  { name: "query types", path: "/query-types", drawn: "#types", most: UNCOVERED },
  { name: "query types, channel", path: "/query-types?channel=web_chat", drawn: "#types", most: UNCOVERED },
  { name: "reasons", path: "/reasons", drawn: "#reason-map", most: UNCOVERED },
  { name: "conversations", path: "/conversations", drawn: "table", most: UNCOVERED },
];

const PERSON = {
  name: "Bench",
  email: "bench@example.org",
  password: "measure what it takes",
  role: "manager",
} as const;

/** Opens the pages one after the other as a manager. `log` is told of each. Null where there is no browser. */
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
      const result = await measurePage(browser, server.target.url, question);
      log(`  ${question.name}: ${result.cold.toFixed(0)} ms cold, ${result.warm.toFixed(0)} ms warm`);
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

async function measurePage(browser: Browser, url: string, question: PageQuestion): Promise<PageResult> {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1440, height: 900 } });
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
    const cold = await timeOnce(page, question);
    const warm: number[] = [];
    for (let run = 0; run < WARM_RUNS; run++) warm.push(await timeOnce(page, question));
    const { name, path, most } = question;
    return {
      name,
      path,
      cold,
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

async function timeOnce(page: Page, { path, drawn }: PageQuestion): Promise<number> {
  const began = performance.now();
  await page.goto(path, { waitUntil: "load" });
  await page.locator(drawn).first().waitFor();
  return performance.now() - began;
}
