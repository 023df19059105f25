import Link from "next/link";
import { counted, oneOrMany } from "@/lib/metrics/counted";
import type { QuadrantBlock, QuadrantChart, QuadrantCount } from "@/lib/reports/query-types/prepare-quadrant";

/** The four quadrants as lists: which query types lie in each, and what they add up to. */
export function QuadrantBlocks({ chart }: { chart: QuadrantChart }) {
  return (
    <div className="quads">
      {chart.blocks.map((block) => (
        <section key={block.quadrant} aria-label={block.name}>
          <Block block={block} />
        </section>
      ))}
    </div>
  );
}

function Block({ block }: { block: QuadrantBlock }) {
  return (
    <>
      <h3>
        <Link href={block.href} scroll={false}>
          {block.name}
        </Link>
      </h3>
      <p className="small ink3">{block.short}</p>
      <p className="small ink2">{block.summary}</p>
      <p className="nn">
        <Count count={block.handOffs} noun="hand-off" /> · <Count count={block.repeats} noun="repeat" />
      </p>
      {block.types.length > 0 && (
        <ul>
          {block.types.map((type) => (
            <li key={type.href}>
              <Link href={type.href} prefetch={false} className={type.certain ? undefined : "ink3"}>
                {type.name}
                {!type.certain && <span className="sr">, not certain</span>}
              </Link>
            </li>
          ))}
          {block.more && (
            <li>
              <Link className="link" href={block.href} scroll={false}>
                {block.more}
              </Link>
            </li>
          )}
        </ul>
      )}
    </>
  );
}

function Count({ count, noun }: { count: QuadrantCount; noun: string }) {
  return (
    <>
      {count.href === null ? (
        <span className="num">{count.count}</span>
      ) : (
        <Link
          className="num"
          href={count.href}
          prefetch={false}
          aria-label={`${counted(count.count, noun)}, list`}
        >
          {count.count}
        </Link>
      )}{" "}
      <span className="w">{oneOrMany(count.count, noun)}</span>
    </>
  );
}
