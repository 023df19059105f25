import type { ReactNode } from "react";
import { ScrollRegion } from "@/components/tables/scroll-region";
import "./notifications.css";

/** A delivery as the log shows it. */
export interface DeliveryLine {
  readonly id: string;
  readonly what: string;
  readonly about: string | null;
  readonly to: string;
  readonly created: string;
  readonly state: string;
  readonly failed: boolean;
  readonly problem: string | null;
  /** The form that sends it again; null where that cannot be. */
  readonly again: ReactNode;
}

/** What was sent, and what could not be. */
export function DeliveryTable({ rows }: { readonly rows: readonly DeliveryLine[] }) {
  return (
    <ScrollRegion label="Deliveries" kind="sideways">
      <table className="tbl roomy deliveries">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">To</th>
            <th scope="col">Since</th>
            <th scope="col">State</th>
            <th scope="col">
              <span className="sr">Send again</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                {row.what}
                {row.about && <span className="sub small ink3">{row.about}</span>}
              </th>
              <td className="hook-url">{row.to}</td>
              <td className="num ink2">{row.created}</td>
              <td className="wrap">
                <span className={row.failed ? "worse semi" : undefined}>{row.state}</span>
                {row.problem && <span className="sub small ink3">{row.problem}</span>}
              </td>
              <td>{row.again}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
