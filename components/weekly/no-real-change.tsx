import { Change } from "@/components/metrics/change";
import { Withheld } from "@/components/metrics/withheld";
import type { ChangeLine, WhatStandsOut } from "@/lib/reports/stands-out/what-stands-out";

/** The numbers that did not change beyond chance; before them the signals for which there was no room. */
export function NoRealChange({ findings: { further, noise } }: { findings: WhatStandsOut }) {
  return (
    <>
      {further.length > 0 && (
        <section aria-label="Also changed">
          <h2>Also changed</h2>
          <Lines lines={further} />
        </section>
      )}
      {noise.length > 0 && (
        <section aria-label="No real change">
          <h2>No real change</h2>
          <Lines lines={noise} />
        </section>
      )}
    </>
  );
}

function Lines({ lines }: { lines: readonly ChangeLine[] }) {
  return (
    <ul className="quietlist">
      {lines.map(({ metric, name, change, withheld }) => (
        <li key={metric}>
          <span>{name}</span>
          {change ? <Change change={change} /> : withheld && <Withheld withheld={withheld} />}
        </li>
      ))}
    </ul>
  );
}
