import { Change } from "@/components/metrics/change";
import { NumberCell } from "@/components/metrics/number-cell";
import type { SentimentView } from "@/lib/reports/context/prepare-context";

/** What agents say, as two questions of three answers each; the widths are the shares. */
export function Sentiment({ view }: { view: SentimentView }) {
  return (
    <div className="sentiment">
      {view.questions.map((question) => (
        <section key={question.title} aria-label={question.title}>
          <h3>{question.title}</h3>
          <div className="sentiment-bar" aria-hidden="true">
            {question.answers.map(({ metric, share }) =>
              share === null ? null : <span key={metric} data-metric={metric} style={{ flexGrow: share }} />,
            )}
          </div>
          <dl>
            {question.answers.map(({ metric, label, number, change }) => (
              <div key={metric}>
                <dt>
                  <span className="sentiment-key" data-metric={metric} aria-hidden="true" /> {label}
                </dt>
                <dd>
                  <NumberCell number={number} />
                  {number.interval && <span className="nn">95% {number.interval}</span>}
                  {change && <Change change={change} />}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <section aria-label="Who rated">
        <h3>Who rated</h3>
        <dl>
          {view.coverage.map(({ label, number, note }) => (
            <div key={label}>
              <dt>
                {label}
                <span className="small ink3 block">{note}</span>
              </dt>
              <dd>
                <NumberCell number={number} />
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}
