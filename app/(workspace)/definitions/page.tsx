import type { Metadata } from "next";
import { type PageQuery, searchParameters } from "@/app/search-parameters";
import { CountedElsewhere } from "@/components/definitions/counted-elsewhere";
import { DefinitionEntry } from "@/components/definitions/definition-entry";
import { UnfoldTarget } from "@/components/definitions/unfold-target";
import { VerdictDefinitions } from "@/components/definitions/verdict-definitions";
import { FilterRow } from "@/components/filters/filter-row";
import { TableFiles } from "@/components/page/table-files";
import { PeriodPicker } from "@/components/query-types/period-picker";
import { requirePage } from "@/lib/access/current-actor";
import { loadDefinitionNumbers } from "@/lib/reports/definitions/definition-numbers";
import { prepareDefinitions } from "@/lib/reports/definitions/prepare-definitions";
import { prepareElsewhere } from "@/lib/reports/definitions/prepare-elsewhere";
import { parseSelection } from "@/lib/reports/query-types/query-type-address";
import { tableFiles } from "@/lib/reports/tables/table-address";
import { database } from "@/lib/store/database";

export const metadata: Metadata = { title: "Definitions" };

/** What every number means, printed from the catalogue that computes them, and where it stands. */
export default async function DefinitionsPage({ searchParams }: { searchParams: PageQuery }) {
  const actor = await requirePage("view_definitions");
  const address = parseSelection(await searchParameters(searchParams));
  const loaded = await loadDefinitionNumbers(database(), actor, address);
  const groups = prepareDefinitions(loaded?.numbers ?? null);
  const contents = [
    ...groups.map(({ anchor, title, definitions }) => ({ anchor, title, count: definitions.length })),
    { anchor: "verdicts", title: "Verdicts", count: null },
    { anchor: "elsewhere", title: "Counted elsewhere", count: null },
    { anchor: "reading", title: "Reading the numbers", count: null },
  ];
  return (
    <>
      <div className="head">
        <div>
          <h1>Definitions</h1>
          <p className="small ink3 under">
            What every number means{loaded && ", and where it stands"}. Open a line for its formula, what it
            is made from, and who else counts it.
          </p>
        </div>
        <div className="acts tools">
          <TableFiles files={tableFiles("definitions")} name="Definitions" />
        </div>
      </div>
      {loaded && (
        <FilterRow controls={loaded.controls} action="/definitions">
          <PeriodPicker controls={loaded.controls} />
        </FilterRow>
      )}
      <UnfoldTarget />
      <div className="handbook">
        <nav className="contents" aria-labelledby="contents">
          <h2 id="contents">On this page</h2>
          <ul>
            {contents.map(({ anchor, title, count }) => (
              <li key={anchor}>
                <a href={`#${anchor}`}>
                  {title} {count !== null && <span className="micro ink3 num">{count}</span>}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div>
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
              {loaded &&
                " Beside each rule stands what it gives on the same conversations, and how far that is from ours."}
            </p>
            <CountedElsewhere
              lines={prepareElsewhere(loaded?.counted ?? null, loaded?.numbers.scope ?? null)}
              days={loaded?.controls.days ?? null}
            />
          </section>
          <section className="sec prose" id="reading">
            <h2 className="group-title">How to read the numbers</h2>
            <ul className="reading">
              <li>
                A share with fewer than 30 in its denominator is marked as low; with fewer than 5 it is not
                shown, but its counts are.
              </li>
              <li>
                A change is called a signal when the 95% interval of the difference leaves out 0 (Newcombe’s
                interval for two shares). Anything else is noise.
              </li>
              <li>
                Control limits in the small charts are those of Laney’s p′ chart, from twelve weeks on. A
                point outside them is more than the ordinary ups and downs.
              </li>
              <li>
                Everything counts on the day on which its conversation started. Surveys come late: a week
                stays provisional for some days after its end.
              </li>
              <li>
                Ratings of the context are private: they are shown only as sums of at least five ratings by at
                least three agents, over whole weeks. Two numbers of which one contains the other differ by at
                least as many; where they would not, the smaller is private, and sometimes the week beside it.
              </li>
            </ul>
          </section>
        </div>
      </div>
    </>
  );
}
