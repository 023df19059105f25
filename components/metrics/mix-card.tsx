import Link from "next/link";
import { Fragment } from "react";
import { counted } from "@/lib/metrics/counted";
import type { MixCard as Card } from "@/lib/reports/weekly/prepare-cards";
import { MixBar } from "./mix-bar";
import { Notes } from "./number-card";
import { Swatch } from "./swatch";
import { Withheld } from "./withheld";

/** Why hand-offs happened: the three families as shares of each other, what lies outside them as counts. */
export function MixCard({ card }: { card: Card }) {
  const parts = card.shares.flatMap(({ family, share }) => (share === null ? [] : [{ family, share }]));
  return (
    <article className="card wide" aria-label="Reason mix">
      <h3>
        <Link href="/definitions#bot_failure_share">Reason mix</Link>
      </h3>
      <div className="mix-head">
        {parts.length > 0 && <MixBar parts={parts} height={14} description={card.description} />}
        <div className="nn">
          <Link className="num" href={card.withReason.href} prefetch={false}>
            {card.withReason.count}
          </Link>{" "}
          <span className="w">{card.withReason.name}</span>
        </div>
      </div>
      <div className="mixrows">
        {card.shares.map(({ family, name, number, change, signal }) => (
          <Fragment key={family}>
            <Swatch family={family} />
            <span>{name}</span>
            <span className={signal ? "num semi" : "num ink3"}>
              {change}
              {change && <span className="sr">{signal ? " points, signal" : " points, noise"}</span>}
            </span>
            <span className="num semi">
              {number.value !== null && number.href !== null ? (
                <Link href={number.href} prefetch={false} title={number.parts ?? undefined}>
                  {number.value}
                  <span className="sr"> {number.parts}</span>
                </Link>
              ) : (
                number.withheld && <Withheld withheld={number.withheld} />
              )}
            </span>
          </Fragment>
        ))}
        <span className="rule" />
        {card.outside.map(({ family, name, count, href }) => (
          <Fragment key={family}>
            <Swatch family={family} />
            <span className="ink2">{name}</span>
            <span />
            <span className="num ink2">
              <Link href={href} prefetch={false} aria-label={`${name}: ${counted(count, "hand-off")}, list`}>
                {count}
              </Link>
            </span>
          </Fragment>
        ))}
      </div>
      <Notes notes={card.notes} />
    </article>
  );
}
