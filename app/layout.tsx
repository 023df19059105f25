import "@fontsource-variable/inter/opsz.css";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { Hatch } from "@/components/shell/hatch";
import { parseTheme, THEME_COOKIE, type Theme } from "@/components/shell/theme";
import { PATH_HEADER } from "@/lib/access/path-header";

export const metadata: Metadata = {
  title: { default: "Baton", template: "%s · Baton" },
  description: "Where hand-offs from the bot to people work, and where they break.",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  colorScheme: "light dark",
};

/** Inside an agent's desktop the desktop says which colours: `?theme=dark`. Null on all other pages. */
async function panelTheme(): Promise<Theme | null> {
  const [path = "", search] = ((await headers()).get(PATH_HEADER) ?? "").split("?", 2);
  return path.startsWith("/embed/")
    ? parseTheme(new URLSearchParams(search).get("theme") ?? undefined)
    : null;
}

/** Every page: its colours by the cookie, so that none is sent in the wrong ones first. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = (await panelTheme()) ?? parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html lang="en-GB" data-theme={theme === "auto" ? undefined : theme} suppressHydrationWarning>
      <body>
        <Hatch />
        {children}
      </body>
    </html>
  );
}
