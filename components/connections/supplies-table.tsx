import { ScrollRegion } from "@/components/tables/scroll-region";
import type { SupplyRow } from "@/lib/reports/connections/prepare-connections";

/** What a platform supplies, and what it does not; nothing that is missing is guessed. */
export function SuppliesTable({ rows }: { rows: readonly SupplyRow[] }) {
  return (
    <ScrollRegion label="What the platform supplies, table" kind="sideways">
      <table className="tbl roomy supplied">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Supplied</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label}>
              <th scope="row">
                {row.label}
                <span className="why">{row.sentence}</span>
              </th>
              <td className={row.supplied === "yes" ? undefined : "semi"}>{row.word}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
