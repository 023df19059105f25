"use client";
import { useEffect, useRef, useState } from "react";
import type { PanelView } from "@/lib/reports/embed/prepare-panel";
import { PanelBrief } from "./panel-brief";
import { type PanelAnswer, PanelClient } from "./panel-client";
import { PanelRating } from "./panel-rating";
import { Over, Waiting } from "./panel-states";

type Shown = PanelAnswer | { readonly state: "opening" };

/** Seconds between two looks while the context has not come: quick at first, then patient. */
const PAUSES = [1, 1, 2, 2, 3, 5, 8, 10, 15];
/** A hand-off that came without any context is looked at again for so many times. */
const LOOKS_AT_BARE = 20;
const PAUSE_AT_BARE = 15;

/**
 * The panel in the agent's desktop. It takes the secret out of its own address, exchanges it for a session in memory,
 * and then asks for the context until it is there; less often as time goes by, and not at all while nobody can see it.
 */
export function Panel({ linkId }: { linkId: string }) {
  const [shown, setShown] = useState<Shown>({ state: "opening" });
  const client = useRef<PanelClient | null>(null);

  useEffect(() => {
    if (client.current) return;
    const secret = window.location.hash.slice(1);
    window.history.replaceState(null, "", window.location.pathname + window.location.search);
    const panel = new PanelClient(linkId);
    client.current = panel;
    void follow(panel, secret, setShown);
  }, [linkId]);

  if (shown.state === "ready" && client.current) return <Ready panel={shown.panel} client={client.current} />;
  if (shown.state === "over") return <Over why={shown.why} />;
  if (shown.state === "waiting") return <Waiting madeAt={shown.madeAt} />;
  if (shown.state === "unreachable")
    return <Over title="Baton cannot be reached" why="This panel goes on trying and fills itself." />;
  return <Waiting madeAt={null} />;
}

function Ready({ panel, client }: { panel: PanelView; client: PanelClient }) {
  return (
    <>
      <PanelBrief panel={panel} />
      <PanelRating panel={panel} save={(rating) => client.rate(rating)} />
    </>
  );
}

async function follow(panel: PanelClient, secret: string, show: (shown: Shown) => void): Promise<void> {
  for (let tries = 0; ; tries++) {
    const problem = await panel.open(secret);
    if (problem === null) break;
    show(problem);
    if (problem.state === "over") return;
    await pause(pauseAfter(tries));
  }
  let bareLooks = 0;
  for (let looks = 0; ; looks++) {
    const answer = await panel.context();
    // What is shown already stays while Baton cannot be reached for a moment.
    if (answer.state !== "unreachable" || bareLooks === 0) show(answer);
    if (answer.state === "over") return;
    if (answer.state === "ready") {
      if (!answer.panel.isBare || bareLooks >= LOOKS_AT_BARE) return;
      bareLooks += 1;
      await pause(PAUSE_AT_BARE);
    } else {
      await pause(pauseAfter(looks));
    }
  }
}

function pauseAfter(looks: number): number {
  return PAUSES[Math.min(looks, PAUSES.length - 1)] ?? 15;
}

/** Waits some seconds, and then until the panel can be seen. */
async function pause(seconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  if (document.visibilityState === "visible") return;
  await new Promise<void>((resolve) => {
    const look = () => {
      if (document.visibilityState !== "visible") return;
      document.removeEventListener("visibilitychange", look);
      resolve();
    };
    document.addEventListener("visibilitychange", look);
  });
}
