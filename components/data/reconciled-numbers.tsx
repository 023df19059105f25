import Link from "next/link";
import { ScrollRegion } from "@/components/tables/scroll-region";
import type { ReconciledNumber } from "@/lib/reports/data/prepare-reported";

/** From the platform's number to Baton's, step by step. */
export function ReconciledNumbers({ numbers }: { numbers: readonly ReconciledNumber[] }) {
  return numbers.map((number) => (
    <div key={number.name}>
      <ScrollRegion label={`${number.name}, table`}>
        <table className="tbl roomy texts">
          <thead>
            <tr>
              <th scope="col">{number.name}</th>
              <th scope="col" className="r">
                Count
              </th>
              <th scope="col" className="pl">
                Why
              </th>
            </tr>
          </thead>
          <tbody>
            {number.steps.map((step) => (
              <tr key={step.label}>
                <th scope="row" className={step.isTotal ? "text" : "text ink2"}>
                  {step.label}
                </th>
                <td className="r">
                  {step.href ? (
                    <Link className="link" href={step.href}>
                      {step.count}
                    </Link>
                  ) : (
                    step.count
                  )}
                </td>
                <td className="pl ink2 text">{step.why}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <p className={number.isExplained ? "small ink2" : "small semi"}>{number.verdict}</p>
    </div>
  ));
}
