/** How a page looks: as the system does, or by choice. */
export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** The cookie that remembers the choice, so that the server sends the page in the right colours at once. */
export const THEME_COOKIE = "baton_theme";

/** Reads the cookie's value; anything unknown is `auto`. */
export function parseTheme(value: string | undefined): Theme {
  return THEMES.find((theme) => theme === value) ?? "auto";
}
