import { expect, type Page, test } from "@playwright/test";
import axe from "axe-core";

/** The themes of Baton; a page follows the system's as long as nobody has chosen one (components/shell/theme.ts). */
export const THEMES = ["light", "dark"] as const;

/** A phone and a wide screen, in pixels. */
export const WIDTHS = [390, 1440] as const;

/** Everything that WCAG 2.2 asks for at A and AA. */
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What is asked of a page: also what axe holds to be good practice, such as headings and landmarks. */
const TAGS = [...WCAG, "best-practice"];

/** The rules whose answer may change when nothing but colours does. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/** Four looks take seconds, but much longer on a busy machine; a test may take many. In milliseconds. */
const TIME_FOR_LOOKS = 60_000;

/**
 * Holds a page to the rules as it is at this moment: nothing that axe finds fault with, and nothing wider than the
 * window. What is inside a frame is a page of its own, to be looked at by itself.
 *
 * @param what names the state of the page in the message, beside its address, theme and width
 */
export async function expectGoodLook(page: Page, what = "", tags = TAGS): Promise<void> {
  await expectRules(page, what, { type: "tag", values: tags });
}

/**
 * Holds a page to the rules in both themes, on a phone and on a wide screen. In the dark, where everything has the same
 * shape as in the light, only the rules about colours are asked again, of text in every combination of colours.
 *
 * @param what names the state of the page in the message
 * @param show opens the page anew for each width and brings it into its state; without it the page stays as it is
 */
export async function expectEveryLook(
  page: Page,
  what = "",
  show?: () => Promise<void>,
  tags = TAGS,
): Promise<void> {
  test.info().setTimeout(test.info().timeout + TIME_FOR_LOOKS);
  const before = page.viewportSize();
  for (const width of WIDTHS) {
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width, height: 900 });
    await show?.();
    await expectGoodLook(page, what, tags);
    const inLight = await page.evaluate(shapeOfPage);
    await page.emulateMedia({ colorScheme: "dark" });
    if ((await page.evaluate(shapeOfPage)) === inLight) {
      await expectRules(page, what, { type: "rule", values: COLOUR_RULES });
    } else {
      await expectGoodLook(page, what, tags);
    }
  }
  await page.emulateMedia({ colorScheme: null });
  if (before) await page.setViewportSize(before);
}

/** The same for a mail, which is shown inside somebody else's page: the headings and landmarks are not its own. */
export async function expectEveryLookOfMail(reader: Page, what: string): Promise<void> {
  await expectEveryLook(reader, what, undefined, WCAG);
}

async function expectRules(page: Page, what: string, runOnly: axe.RunOnly): Promise<void> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const seen = await page.evaluate(look, {
    isAboutColours: runOnly.type === "rule",
    // Nobody reads what is in order, and to describe it takes longer than to check it.
    options: { runOnly, iframes: false, resultTypes: ["violations"] } satisfies axe.RunOptions,
  });
  const where = [what, page.url(), seen.theme, `${seen.width} px`].filter(Boolean).join(", ");
  expect(seen.violations, where).toEqual([]);
  expect(seen.sideways, `${where}: runs out of the window`).toBeLessThanOrEqual(0);
}

// The two functions that follow run inside the page, where they have nothing but their arguments.

/** What a page is but for its colours: its elements, and where each of them stands. */
function shapeOfPage(): string {
  const boxes = [...document.querySelectorAll("*")].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return [x, y, width, height].map(Math.round).join(" ");
  });
  return `${document.documentElement.outerHTML}\n${boxes.join("\n")}`;
}

/** Runs axe; answers each rule that is broken with where it is: `color-contrast: .card > p, .card > a`. */
async function look({ isAboutColours, options }: { isAboutColours: boolean; options: axe.RunOptions }) {
  /**
   * Text and controls in every combination of colours, of their own and of what they stand upon: three of each, for one
   * may be out of sight. Text that stands upon something else than its ancestors is there without exception.
   */
  function textByColours(): Element[] {
    const grounds = new Map<Element | null, string>([[null, ""]]);
    const groundOf = (element: Element | null): string => {
      const known = grounds.get(element);
      if (known !== undefined || !element) return known ?? "";
      const style = getComputedStyle(element);
      const own = [
        style.backgroundColor,
        style.backgroundImage,
        style.opacity,
        style.filter,
        style.mixBlendMode,
      ];
      const isMoved =
        /absolute|fixed|sticky/.test(style.position) ||
        style.transform !== "none" ||
        style.margin.includes("-");
      if (isMoved) own.push(`moved ${grounds.size}`);
      const isPlain = own.join() === "rgba(0, 0, 0, 0),none,1,none,normal";
      const ground = groundOf(element.parentElement) + (isPlain ? "" : `/${own.join()}`);
      grounds.set(element, ground);
      return ground;
    };
    const found = new Map<string, Element[]>();
    for (const element of document.querySelectorAll("body *")) {
      const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim());
      if (!hasText && !element.matches("input, select, textarea, button")) continue;
      if (!element.checkVisibility({ visibilityProperty: true })) continue;
      const { color, fontSize, fontWeight, textShadow, textDecoration } = getComputedStyle(element);
      const around = element.parentElement && getComputedStyle(element.parentElement).color;
      const isOff = element.closest(":disabled, [aria-disabled=true]") !== null;
      const colours = [
        color,
        fontSize,
        fontWeight,
        textShadow,
        textDecoration,
        around,
        isOff,
        element.localName,
      ];
      const key = `${colours.join()} on ${groundOf(element)}`;
      found.set(key, [...(found.get(key) ?? []), element]);
    }
    return [...found].flatMap(([key, all]) =>
      key.includes("moved") ? all : [0, all.length >> 1, all.length - 1].flatMap((i) => all[i] ?? []),
    );
  }

  // Colours that are on their way to those of the other theme arrive at once.
  for (const animation of document.getAnimations()) {
    if (animation instanceof CSSTransition) animation.finish();
  }
  const inPage: { axe: typeof axe } = Object(window);
  const texts = isAboutColours ? textByColours() : [];
  const { violations } = await inPage.axe.run(isAboutColours ? { include: texts } : document, options);
  const byTheSystem = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  return {
    theme: document.documentElement.dataset.theme ?? byTheSystem,
    width: window.innerWidth,
    sideways: document.documentElement.scrollWidth - window.innerWidth,
    violations: violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`,
    ),
  };
}
