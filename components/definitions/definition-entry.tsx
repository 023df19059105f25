import Link from "next/link";
import type { DefinedNumber, Definition } from "@/lib/reports/definitions/prepare-definitions";
import { Unfolding } from "./unfolding";

/** One metric: what it says and where it stands; unfolded its formula, what it is made from, and what to know. */
export function DefinitionEntry({ definition }: { definition: Definition }) {
  const { id, label, description, over, under, unit, better, caveats, needs, elsewhere, number } = definition;
  return (
    <Unfolding id={id} label={label} text={description} beside={number && <Standing number={number} />}>
      <dl>
        <dt>Formula</dt>
        <dd>
          {under === null ? (
            over
          ) : (
            <span className="formula">
              <span className="over">{over}</span>
              <span className="sr"> divided by </span>
              <span className="under">{under}</span>
            </span>
          )}
          <span className="small ink3 unit">
            {unit}. {better ? `${better}.` : "No direction is better."}
          </span>
        </dd>
        {caveats.length > 0 && (
          <>
            <dt>To know</dt>
            <dd>
              <ul>
                {caveats.map((caveat) => (
                  <li key={caveat}>{caveat}</li>
                ))}
              </ul>
            </dd>
          </>
        )}
        <dt>Source</dt>
        <dd>
          Baton’s own definition, made from what these records say:
          <ul>
            {needs.map(({ record, keys }) => (
              <li key={record}>
                {record}: <span className="code">{keys.join(", ")}</span>
              </li>
            ))}
          </ul>
        </dd>
        <dt>Elsewhere</dt>
        <dd>
          {elsewhere}
          {id === "hand_off_rate" && (
            <>
              {" "}
              <a className="link" href="#elsewhere">
                Compare
              </a>
            </>
          )}
        </dd>
        <dt>In the interface</dt>
        <dd>
          <span className="code">{id}</span>
        </dd>
        {number?.href && (
          <>
            <dt>Behind it</dt>
            <dd>
              <Link className="link" href={number.href} prefetch={false}>
                The conversations behind {number.of ?? number.value}
              </Link>
            </dd>
          </>
        )}
      </dl>
    </Unfolding>
  );
}

function Standing({ number }: { number: DefinedNumber }) {
  return (
    <>
      {number.of && <span className="micro ink2">{number.of}</span>}
      <span className={number.low || number.withheld ? "ink3" : "semi"}>
        {number.value ?? number.withheld?.text}
      </span>
    </>
  );
}
