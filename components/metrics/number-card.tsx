import Link from "next/link";
import type { NumberCard as Card, CardNote, CardNumber } from "@/lib/reports/prepare-cards";
import { Change } from "./change";
import { Parts } from "./parts";
import { Sparkline } from "./sparkline";
import { Value } from "./value";
import { Withheld } from "./withheld";

/** One of the five numbers, or a pair of them: value, n/N, interval, change, twelve weeks, and what it rests on. */
export function NumberCard({ card }: { card: Card }) {
  const [first, second] = card.numbers;
  return (
    <article className={second ? "card wide" : "card"} aria-label={first.title}>
      {second ? <Pair first={first} second={second} /> : <Single number={first} />}
      <div className="sp">
        <Sparkline series={card.sparkline} />
      </div>
      <Notes notes={card.notes} />
    </article>
  );
}

function Single({ number: { title, metric, number, change, from } }: { number: CardNumber }) {
  return (
    <>
      <h3>
        <Link href={`/definitions#${metric}`}>{title}</Link>
      </h3>
      <div>
        <Value number={number} />
        <div className="nn">
          <Parts number={number} />
          {number.interval && (
            <>
              {" · 95% "}
              <span className="num">{number.interval}</span>
            </>
          )}
          {number.withheld?.kind === "private" && <span className="wrap">{number.withheld.why}</span>}
        </div>
      </div>
      <div className="change">{change && <Change change={change} />}</div>
      <div className="nn">
        {from}
        {change?.interval && ` · ${change.interval}`}
      </div>
    </>
  );
}

function Pair({ first, second }: { first: CardNumber; second: CardNumber }) {
  const both = [first, second];
  const side = (i: number) => (i === 1 ? "second" : undefined);
  return (
    <>
      <div className="pair">
        {both.map(({ title, metric }, i) => (
          <h3 key={metric} className={side(i)}>
            <Link href={`/definitions#${metric}`}>{title}</Link>
          </h3>
        ))}
      </div>
      <div className="pair">
        {both.map(({ metric, number }, i) => (
          <div key={metric} className={side(i)}>
            <Value number={number} />
            <div className="nn">
              <Parts number={number} />
            </div>
          </div>
        ))}
      </div>
      <div className="pair change">
        {both.map(({ metric, change, from }) => (
          <div key={metric}>{change ? <Change change={change} /> : <span className="nn">{from}</span>}</div>
        ))}
      </div>
      <div className="pair">
        {both.map(({ metric, number }) => (
          <div key={metric} className="nn">
            {number.interval && (
              <>
                {"95% "}
                <span className="num">{number.interval}</span>
              </>
            )}
          </div>
        ))}
      </div>
    </>
  );
}

/** The coverage lines under a card. */
export function Notes({ notes }: { notes: readonly CardNote[] }) {
  return (
    <ul className="notes">
      {notes.map(({ before, number, after }) => (
        <li key={before}>
          <span>
            {before}{" "}
            {number.value === null ? (
              number.withheld && <Withheld withheld={number.withheld} />
            ) : (
              <span className="num">{number.value}</span>
            )}
            {after && ` ${after}`}
          </span>
          <span className="nn">
            <Parts number={number} />
          </span>
        </li>
      ))}
    </ul>
  );
}
