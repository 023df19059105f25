import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { Shell } from "@/components/shell/shell";
import { parseTheme, THEME_COOKIE } from "@/components/shell/theme";
import { currentActor } from "@/lib/access/current-actor";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { database } from "@/lib/store/database";

/**
 * The frame around the pages of people who are signed in. It guards nothing: every page checks for itself, and sends
 * whoever is not signed in away before this frame is seen.
 */
export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const actor = await currentActor();
  if (!actor) return children;
  const [workspace, theme] = await Promise.all([
    loadWorkspace(database()),
    cookies().then((store) => parseTheme(store.get(THEME_COOKIE)?.value)),
  ]);
  return (
    <Shell actor={actor} isDemo={workspace.isDemo} theme={theme}>
      {children}
    </Shell>
  );
}
