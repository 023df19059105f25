import type { BridgeStep, MixRateChart } from "@/lib/reports/weekly/prepare-mix-rate";

/** From one week's rate to the next in steps. Drawn in percent of its width, so that it needs no script and no scaling. */
export function Bridge({ chart }: { chart: MixRateChart }) {
  const [low, high] = [chart.ticks[0] ?? 0, chart.ticks.at(-1) ?? 100];
  const place = (value: number) => `${(100 * (value - low)) / (high - low)}%`;
  return (
    <div className="bridge" role="img" aria-label={chart.description}>
      <div className="bridge-plot">
        {chart.ticks.map((tick, i) => (
          <span key={tick} className="tick" style={{ left: place(tick) }}>
            <span>
              {tick.toFixed(decimals(chart.ticks))}
              {i === chart.ticks.length - 1 && "%"}
            </span>
          </span>
        ))}
        {chart.steps.map((step, i) => (
          <Step key={step.label} step={step} isLast={i === chart.steps.length - 1} place={place} />
        ))}
      </div>
    </div>
  );
}

interface StepProps {
  readonly step: BridgeStep;
  readonly isLast: boolean;
  readonly place: (value: number) => string;
}

function Step({ step: { kind, label, from, to, text }, isLast, place }: StepProps) {
  const [left, right] = [place(Math.min(from, to)), place(Math.max(from, to))];
  return (
    <div className={`step ${kind}`}>
      <span className="name">{label}</span>
      <span className="bar" style={{ left, right: `calc(100% - ${right})` }} />
      <span className="text" style={{ left: right }}>
        {text}
      </span>
      {!isLast && <span className="joint" style={{ left: place(to) }} />}
    </div>
  );
}

/** As many decimals as the steps between the ticks need. */
function decimals(ticks: readonly number[]): number {
  const step = (ticks[1] ?? 0) - (ticks[0] ?? 0);
  return step >= 1 ? 0 : step >= 0.1 ? 1 : 2;
}
