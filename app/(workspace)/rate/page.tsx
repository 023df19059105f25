import type { Metadata } from "next";
import { type PageQuery, searchParameters } from "@/app/search-parameters";
import { Empty } from "@/components/page/empty";
import { Tabs } from "@/components/page/tabs";
import { OwnNumbers } from "@/components/rating/own-numbers";
import { RateQueue } from "@/components/rating/rate-queue";
import "@/components/rating/rating.css";
import { requirePage } from "@/lib/access/current-actor";
import { lastDays, readOwnHandOffs } from "@/lib/reports/rating/own-hand-offs";
import { OWN_WEEKS, prepareRate, QUEUE_DAYS, USUAL_QUEUE_DAYS } from "@/lib/reports/rating/prepare-rate";
import { prepareRatingsChanged } from "@/lib/reports/rating/prepare-ratings-changed";
import { readRatingsChanged } from "@/lib/reports/rating/ratings-changed";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { database } from "@/lib/store/database";
import { saveRating } from "./actions";

export const metadata: Metadata = { title: "Rate hand-offs" };

/** An agent's own hand-offs of the last days, to be rated in two clicks each, and what came of ratings. */
export default async function RatePage({ searchParams }: { searchParams: PageQuery }) {
  const actor = await requirePage("rate");
  const asked = Number((await searchParameters(searchParams)).get("days"));
  const days = QUEUE_DAYS.find((known) => known === asked) ?? USUAL_QUEUE_DAYS;
  const db = database();
  const workspace = await loadWorkspace(db);
  const [own, changed] = await Promise.all([
    readOwnHandOffs(db, actor, workspace, lastDays(workspace, OWN_WEEKS * 7)),
    readRatingsChanged(db, actor, workspace),
  ]);
  const view = prepareRate(own, lastDays(workspace, days).from, days, workspace.timeZone);
  return (
    <>
      <div className="head">
        <h1>Rate hand-offs</h1>
        <p className="rate-keys small ink3">
          Keys: <kbd>1</kbd> <kbd>2</kbd> <kbd>3</kbd> answer, <kbd>J</kbd> <kbd>K</kbd> move, <kbd>4</kbd>–
          <kbd>9</kbd> asked again, <kbd>0</kbd> none, <kbd>U</kbd> undo
        </p>
      </div>
      <Tabs
        label="How far back"
        tabs={QUEUE_DAYS.map((choice) => ({
          text: `${choice} days`,
          href: choice === USUAL_QUEUE_DAYS ? "/rate" : `/rate?days=${choice}`,
          current: choice === days,
        }))}
      />
      <div className="rate-page">
        <section aria-label="Hand-offs">
          {view.open.length + view.rated.length === 0 ? (
            <Empty title={actor.agents.length === 0 ? "You are no agent yet" : "Nothing to rate"}>
              <p>
                {actor.agents.length === 0
                  ? "An administrator says under Settings which agent of your desktop you are. Then your hand-offs appear here."
                  : `No hand-off reached you in ${view.days}.`}
              </p>
            </Empty>
          ) : (
            <RateQueue
              key={days}
              open={view.open}
              rated={view.rated}
              all={view.all}
              days={view.days}
              save={saveRating}
            />
          )}
        </section>
        <OwnNumbers view={view} changed={prepareRatingsChanged(changed)} />
      </div>
    </>
  );
}
