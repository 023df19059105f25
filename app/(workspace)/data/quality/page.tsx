import type { Metadata } from "next";
import Link from "next/link";
import { type PageQuery, searchParameters } from "@/app/search-parameters";
import { CoverageTable } from "@/components/data/coverage-table";
import { FindingTable } from "@/components/data/finding-table";
import { FoundTable } from "@/components/data/found-table";
import { RuleTable } from "@/components/data/rule-table";
import { ActionForm } from "@/components/forms/action-form";
import { Section } from "@/components/page/section";
import { requirePage } from "@/lib/access/current-actor";
import { systemClock } from "@/lib/access/system-clock";
import { formatDays } from "@/lib/metrics/format-time";
import { FINDING_DAYS, readQuality } from "@/lib/reports/data/data-quality";
import { AHEAD, COVERAGE_MENDS, prepareQuality } from "@/lib/reports/data/prepare-quality";
import { qualityPeriod } from "@/lib/reports/data/quality-period";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { database } from "@/lib/store/database";
import { partForm } from "./actions";

export const metadata: Metadata = { title: "Data quality" };

/** What is known of the hand-offs, what cannot be right, and which sources are joined. */
export default async function QualityPage({ searchParams }: { searchParams: PageQuery }) {
  const actor = await requirePage("manage_data");
  const db = database();
  const workspace = await loadWorkspace(db);
  const { period, earlier, later } = qualityPeriod(await searchParameters(searchParams), workspace);
  const overview = await readQuality(db, actor, workspace, period, systemClock.now() / 1000);
  const view = prepareQuality(overview, period, workspace.timeZone);
  return (
    <>
      <div className="head">
        <div>
          <h1>Data quality</h1>
          <p className="small ink3 under">What is not known, what cannot be right, and how to mend it</p>
        </div>
        <div className="acts">
          <Link className="btn" href="/data/reported">
            Compare with the platform
          </Link>
        </div>
      </div>
      <Section
        title="What is known of the hand-offs"
        sub={
          <p className="sub">
            {formatDays(period.from, period.to)}, by the source of the conversation. What a source does not
            say is missing from the numbers, never zero.
          </p>
        }
        tools={
          <>
            <Link className="quiet-link" href={`/data/quality?week=${earlier}`}>
              Week before
            </Link>
            {later && (
              <Link className="quiet-link" href={`/data/quality?week=${later}`}>
                Week after
              </Link>
            )}
          </>
        }
      >
        {view.coverage.length === 0 ? (
          <p className="ink2">No conversations in this week.</p>
        ) : (
          <>
            <CoverageTable rows={view.coverage} />
            <details className="mends">
              <summary className="small">Where little is known: what to do</summary>
              <dl>
                {COVERAGE_MENDS.map(({ label, mend }) => (
                  <div key={label}>
                    <dt>{label}</dt>
                    <dd>{mend}</dd>
                  </div>
                ))}
              </dl>
            </details>
          </>
        )}
      </Section>
      <Section
        title="What cannot be right"
        sub={
          <p className="sub">
            In conversations of the last {FINDING_DAYS} days. Times that contradict each other are in no
            duration.
          </p>
        }
      >
        {view.findings.length === 0 ? (
          <p className="ink2">Nothing: all times are in an order that can be.</p>
        ) : (
          <FindingTable rows={view.findings} />
        )}
      </Section>
      <Section
        title="Ahead of the clock"
        sub={<p className="sub">{AHEAD}</p>}
        tools={
          view.aheadHref && (
            <Link className="quiet-link" href={view.aheadHref}>
              All of them
            </Link>
          )
        }
      >
        {view.ahead.length === 0 ? (
          <p className="ink2">None.</p>
        ) : (
          <FoundTable rows={view.ahead} label="Conversations ahead of the clock, table" by="Ahead by" />
        )}
      </Section>
      <Section
        id="rules"
        title="Joined sources"
        sub={
          <p className="sub">
            Made where the same conversation waits under another source; each holds for what came and what
            comes, until it is ended. Captured values and transcripts are keyed with their source: what
            brought some stays waiting and is to be sent again.
          </p>
        }
      >
        {view.rules.length === 0 ? (
          <p className="ink2">None.</p>
        ) : (
          <RuleTable
            rows={view.rules}
            end={({ id, confirm }) => (
              <ActionForm action={partForm} submit="End" hidden={{ rule: id }} confirm={confirm} />
            )}
          />
        )}
      </Section>
    </>
  );
}
