import Link from "next/link";
import { counted } from "@/lib/metrics/counted";
import type { ScoreArm } from "@/lib/reports/satisfaction/prepare-scores";

/** How many customers gave each score, after a hand-off beside contained. */
export function ScoreBars({ arms }: { arms: readonly ScoreArm[] }) {
  const most = Math.max(0.01, ...arms.flatMap(({ bars }) => bars.map(({ share }) => share)));
  return (
    <div className="scores">
      {arms.map((arm) => (
        <section key={arm.key} aria-label={`Scores, ${arm.name.toLowerCase()}`}>
          <h3>
            {arm.name} <span className="ink3">{counted(arm.all, "score")}</span>
          </h3>
          <ol>
            {[...arm.bars].reverse().map((bar) => (
              <li key={bar.score}>
                <span className="num">{bar.score}</span>
                <span
                  className="bar"
                  data-satisfied={bar.isSatisfied || undefined}
                  style={{ width: `${(bar.share / most) * 100}%` }}
                  aria-hidden="true"
                />
                <span className="num">
                  {bar.percent ?? "no data"}{" "}
                  {bar.href ? (
                    <Link
                      className="quiet-link ink2 small"
                      href={bar.href}
                      prefetch={false}
                      aria-label={`Score ${bar.score}: ${bar.count}, list`}
                    >
                      {bar.count}
                    </Link>
                  ) : (
                    <span className="ink3 small">{bar.count}</span>
                  )}
                </span>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}
