import Link from "next/link";
import type { ReactNode } from "react";
import { TargetLine } from "@/components/targets/target-line";
import { counted } from "@/lib/metrics/counted";
import type { TargetText } from "@/lib/reports/notes/prepare-targets";
import type { NumberCard as Card, CardNote, CardNumber } from "@/lib/reports/weekly/prepare-cards";
import { Change } from "./change";
import { Parts } from "./parts";
import { Sparkline } from "./sparkline";
import { Value } from "./value";
import { Withheld } from "./withheld";

interface NumberCardProps {
  readonly card: Card;
  /** By metric. */
  readonly targets?: { readonly [metric: string]: TargetText };
  /** How many comments there are on a metric. */
  readonly comments?: { readonly [metric: string]: number };
}

/** One of the five numbers, or a pair of them: value, n/N, interval, change, twelve weeks, target, what it rests on. */
export function NumberCard({ card, targets = {}, comments = {} }: NumberCardProps) {
  const [first, second] = card.numbers;
  const target = targets[first.metric];
  const secondTarget = second && targets[second.metric];
  const said = card.numbers.reduce((sum, { metric }) => sum + (comments[metric] ?? 0), 0);
  return (
    <article className={second ? "card wide" : "card"} aria-label={first.title}>
      {second ? <Pair first={first} second={second} /> : <Single number={first} />}
      <div className="sp">
        <Sparkline series={card.sparkline} />
      </div>
      <Notes notes={card.notes}>
        {target && (target.goal ?? target.distance ?? target.href) !== null && (
          <li>
            <TargetLine target={target} about={second && "after hand-off"} />
          </li>
        )}
        {secondTarget && secondTarget.goal !== null && (
          <li>
            <TargetLine target={secondTarget} about="contained" />
          </li>
        )}
        {said > 0 && (
          <li>
            <a className="quiet-link" href="#comments">
              {counted(said, "comment")}
              <span className="sr"> on {first.title}</span>
            </a>
          </li>
        )}
      </Notes>
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

/** The coverage lines under a card, below the target. */
export function Notes({ notes, children }: { notes: readonly CardNote[]; children?: ReactNode }) {
  return (
    <ul className="notes">
      {children}
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
