import type { Metadata } from "next";
import { Panel } from "@/components/panel/panel";
import "@/components/panel/panel.css";
import "@/components/rating/rating.css";

export const metadata: Metadata = { title: "Context of the hand-off" };

interface PanelPageProps {
  readonly params: Promise<{ readonly token: string }>;
}

/**
 * The panel for the agent's desktop. What stands in its path is the link's public id, which opens nothing; the secret
 * is in the fragment, which only the browser sees. Which sites may show it is said by the proxy, from the link's key.
 */
export default async function PanelPage({ params }: PanelPageProps) {
  const { token } = await params;
  return (
    <main className="panel">
      <Panel linkId={encodeURIComponent(token)} />
      <noscript>
        <p className="panel-state">This panel needs JavaScript.</p>
      </noscript>
    </main>
  );
}
