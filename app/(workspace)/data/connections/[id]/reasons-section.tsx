import Link from "next/link";
import { ActionForm } from "@/components/forms/action-form";
import { Section } from "@/components/page/section";
import { ScrollRegion } from "@/components/tables/scroll-region";
import type { SuggestedReason } from "@/lib/reports/connections/connection-reasons";
import { reasonName } from "@/lib/reports/reasons/reason-map-view";
import { takeOverReasonsForm } from "../actions";

interface ReasonsSectionProps {
  readonly connectionId: string;
  readonly reasons: readonly SuggestedReason[];
}

/** What the platform's documentation fixes about its reasons, beside what the reason map says. */
export function ReasonsSection({ connectionId, reasons }: ReasonsSectionProps) {
  const isOpen = reasons.some(({ mapped, suggested }) => mapped === null && suggested !== "unclassified");
  return (
    <Section
      title="Reasons"
      sub={
        <p className="sub">
          Reasons that nothing is known of stay unclassified and wait on the page{" "}
          <Link className="link" href="/reasons">
            Reasons
          </Link>
          , where the map can be changed for all of history.
        </p>
      }
    >
      {reasons.length === 0 ? (
        <p className="ink2">The platform documents no reasons of its own: map what you see.</p>
      ) : (
        <ScrollRegion label="Reasons, table" kind="sideways">
          <table className="tbl roomy">
            <thead>
              <tr>
                <th scope="col">In the platform</th>
                <th scope="col">Documented meaning</th>
                <th scope="col">Reason map</th>
              </tr>
            </thead>
            <tbody>
              {reasons.map(({ raw, suggested, mapped }) => (
                <tr key={raw}>
                  <th scope="row">{raw}</th>
                  <td>{reasonName(suggested)}</td>
                  <td className="ink2">{mapped === null ? "Not mapped" : reasonName(mapped)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
      {isOpen && (
        <ActionForm
          action={takeOverReasonsForm}
          submit="Add the documented meanings to the reason map"
          busy="Adding…"
          hidden={{ connection: connectionId }}
        />
      )}
    </Section>
  );
}
