import type { Metadata } from "next";
import { type PageQuery, searchParameters } from "@/app/search-parameters";
import { FilterRow } from "@/components/filters/filter-row";
import { CountedElsewhere } from "@/components/page/counted-elsewhere";
import { DefinitionEntry } from "@/components/page/definition-entry";
import { TableFiles } from "@/components/page/table-files";
import { PeriodPicker } from "@/components/query-types/period-picker";
import { VerdictDefinitions } from "@/components/query-types/verdict-definitions";
import type { PersonActor } from "@/lib/access/actor";
import { requirePage } from "@/lib/access/current-actor";
import { may } from "@/lib/access/permissions";
import { readCountedElsewhere } from "@/lib/reports/counted-elsewhere";
import { prepareDefinitions } from "@/lib/reports/prepare-definitions";
import { prepareElsewhere } from "@/lib/reports/prepare-elsewhere";
import { preparePeriodControls } from "@/lib/reports/prepare-query-type-controls";
import {
  parseSelection,
  type SelectionAddress,
  selectionParameters,
  withParameters,
} from "@/lib/reports/query-type-address";
import { selectPeriod } from "@/lib/reports/query-type-overview";
import { tableFiles } from "@/lib/reports/tables/table-address";
import { FILTER_DIMENSIONS } from "@/lib/reports/weekly";
import { loadWorkspace } from "@/lib/reports/workspace";
import { database } from "@/lib/store/database";

export const metadata: Metadata = { title: "Definitions" };

/** What every number means, printed from the catalogue that computes them. */
export default async function DefinitionsPage({ searchParams }: { searchParams: PageQuery }) {
  const actor = await requirePage("view_definitions");
  const groups = prepareDefinitions();
  const elsewhere = await loadElsewhere(actor, parseSelection(await searchParameters(searchParams)));
  return (
    <>
      <div className="head">
        <div>
          <h1>Definitions</h1>
          <p className="small ink3 under">
            What every number means. Each is a sum over conversations, divided by another sum over
            conversations.
          </p>
        </div>
        <div className="acts tools">
          <TableFiles files={tableFiles("definitions")} name="Definitions" />
        </div>
      </div>
      <nav className="jump" aria-label="Groups">
        {groups.map((group) => (
          <a key={group.anchor} className="link" href={`#${group.anchor}`}>
            {group.title}
          </a>
        ))}
        <a className="link" href="#verdicts">
          Verdicts
        </a>
        <a className="link" href="#elsewhere">
          Counted elsewhere
        </a>
      </nav>
      {groups.map((group) => (
        <section key={group.anchor} className="sec" id={group.anchor}>
          <h2 className="group-title">{group.title}</h2>
          {group.definitions.map((definition) => (
            <DefinitionEntry key={definition.id} definition={definition} />
          ))}
        </section>
      ))}
      <VerdictDefinitions />
      <section className="sec" id="elsewhere">
        <h2 className="group-title">The hand-off rate as counted elsewhere</h2>
        <p className="small ink2">
          Other products use the same name for other ratios.
          {elsewhere && " Beside each rule stands what it gives on the same conversations."}
        </p>
        {elsewhere && (
          <FilterRow controls={elsewhere.controls} action="/definitions">
            <PeriodPicker controls={elsewhere.controls} />
          </FilterRow>
        )}
        <CountedElsewhere
          lines={prepareElsewhere(elsewhere?.counted ?? null, elsewhere?.scope ?? null)}
          days={elsewhere?.controls.days ?? null}
        />
      </section>
      <section className="sec prose" id="reading">
        <h2 className="group-title">How to read the numbers</h2>
        <ul className="reading">
          <li>
            A share with fewer than 30 in its denominator is marked as low; with fewer than 5 it is not shown,
            but its counts are.
          </li>
          <li>
            A change is called a signal when the 95% interval of the difference leaves out 0 (Newcombe’s
            interval for two shares). Anything else is noise.
          </li>
          <li>
            Control limits in the small charts are those of Laney’s p′ chart, from twelve weeks on. A point
            outside them is more than the ordinary ups and downs.
          </li>
          <li>
            Everything counts on the day on which its conversation started. Surveys come late: a week stays
            provisional for some days after its end.
          </li>
          <li>
            Ratings of the context are private: they are shown only as sums of at least five ratings by at
            least three agents, over whole weeks. Two numbers of which one contains the other differ by at
            least as many; where they would not, the smaller is private, and sometimes the week beside it.
          </li>
        </ul>
      </section>
    </>
  );
}

/** What the rules of other products give over the chosen days; null for readers without reports, and without data. */
async function loadElsewhere(actor: PersonActor, address: SelectionAddress) {
  if (!may(actor, "view_reports")) return null;
  const db = database();
  const workspace = await loadWorkspace(db);
  const selected = await selectPeriod(db, actor, workspace, address);
  if (!selected) return null;
  const scope = { period: selected.period, filters: address.filters };
  const counted = await readCountedElsewhere(db, actor, workspace, scope.period, scope.filters);
  const parametersWith = (change: Partial<SelectionAddress>) =>
    selectionParameters({ ...address, ...change });
  const conversations = counted.own.denominator ?? 0;
  const controls = preparePeriodControls(selected, conversations, workspace, address, FILTER_DIMENSIONS, {
    path: "/definitions",
    hrefWith: (change) => withParameters("/definitions", parametersWith(change), "elsewhere"),
    parametersWith,
  });
  return { counted, scope, controls: { ...controls, compare: null } };
}
