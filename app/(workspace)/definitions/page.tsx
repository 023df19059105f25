import type { Metadata } from "next";
import { DefinitionEntry } from "@/components/page/definition-entry";
import { TableFiles } from "@/components/page/table-files";
import { VerdictDefinitions } from "@/components/query-types/verdict-definitions";
import { requirePage } from "@/lib/access/current-actor";
import { prepareDefinitions } from "@/lib/reports/prepare-definitions";
import { tableFiles } from "@/lib/reports/tables/table-address";

export const metadata: Metadata = { title: "Definitions" };

/** What every number means, printed from the catalogue that computes them. */
export default async function DefinitionsPage() {
  await requirePage("view_definitions");
  const groups = prepareDefinitions();
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
