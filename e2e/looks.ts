import { expect, type Page, test } from "@playwright/test";
import axe from "axe-core";

/** The themes of Baton; a page follows the system's as long as nobody has chosen one (components/shell/theme.ts). */
export const THEMES = ["light", "dark"] as const;

/** A phone and a wide screen, in pixels. */
export const WIDTHS = [390, 1440] as const;

/** Everything that WCAG 2.2 asks for at A and AA, and what axe holds to be good practice. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The rules whose answer may change when nothing but colours does. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/** Four looks take seconds, but much longer on a busy machine; a test may take many. In milliseconds. */
const TIME_FOR_LOOKS = 60_000;

/** A rule that is broken, and where: `color-contrast: .card > p, .card > a`. */
type Violation = string;

/**
 * Holds a page to the rules as it is at this moment: nothing that axe finds fault with, and nothing wider than the
 * window. What is inside a frame is a page of its own, to be looked at by itself.
 *
 * @param what names the state of the page in the message, beside its address, theme and width
 */
export async function expectGoodLook(page: Page, what = ""): Promise<void> {
  await expectRules(page, what, { type: "tag", values: TAGS });
}

/**
 * Holds a page to the rules in both themes, on a phone and on a wide screen. The rules that do not depend on colours
 * are asked once for each width, unless the other theme changed more than colours.
 *
 * @param what names the state of the page in the message
 * @param show opens the page anew for each width and brings it into its state; without it the page stays as it is
 */
export async function expectEveryLook(page: Page, what = "", show?: () => Promise<void>): Promise<void> {
  test.info().setTimeout(test.info().timeout + TIME_FOR_LOOKS);
  const before = page.viewportSize();
  for (const width of WIDTHS) {
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width, height: 900 });
    await show?.();
    await expectGoodLook(page, what);
    const inLight = await page.evaluate(shapeOfPage);
    await page.emulateMedia({ colorScheme: "dark" });
    const isSame = (await page.evaluate(shapeOfPage)) === inLight;
    await expectRules(
      page,
      what,
      isSame ? { type: "rule", values: COLOUR_RULES } : { type: "tag", values: TAGS },
    );
  }
  await page.emulateMedia({ colorScheme: null });
  if (before) await page.setViewportSize(before);
}

/** What a page is but for its colours: its elements, and where each of them stands. */
function shapeOfPage(): string {
  const boxes = [...document.querySelectorAll("*")].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return [x, y, width, height].map(Math.round).join(" ");
  });
  return `${document.documentElement.outerHTML}\n${boxes.join("\n")}`;
}

async function expectRules(page: Page, what: string, runOnly: axe.RunOnly): Promise<void> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const seen = await page.evaluate(look, runOnly);
  const where = [what, page.url(), seen.theme, `${seen.width} px`].filter(Boolean).join(", ");
  expect(seen.violations, where).toEqual([]);
  expect(seen.sideways, `${where}: runs out of the window`).toBeLessThanOrEqual(0);
}

/** Runs inside the page. */
async function look(runOnly: axe.RunOnly) {
  // Colours that are on their way to those of the other theme arrive at once.
  for (const animation of document.getAnimations()) {
    if (animation instanceof CSSTransition) animation.finish();
  }
  const inPage: { axe: typeof axe } = Object(window);
  const { violations } = await inPage.axe.run(document, {
    runOnly,
    iframes: false,
    // Nobody reads what is in order, and to describe it takes longer than to check it.
    resultTypes: ["violations"],
  });
  const byTheSystem = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  return {
    theme: document.documentElement.dataset.theme ?? byTheSystem,
    width: window.innerWidth,
    sideways: document.documentElement.scrollWidth - window.innerWidth,
    violations: violations.map(
      ({ id, nodes }): Violation => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`,
    ),
  };
}
