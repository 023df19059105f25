import Link from "next/link";
import type { FormState } from "@/components/forms/form-state";
import { QuietForm } from "@/components/forms/quiet-form";
import { ScrollRegion } from "@/components/tables/scroll-region";
import type { EmbedLinkText } from "@/lib/reports/embed/prepare-embed";

interface LinkTableProps {
  readonly links: readonly EmbedLinkText[];
  readonly revoke: (state: FormState, form: FormData) => Promise<FormState>;
}

/** The links that were made last, with what became of them. */
export function LinkTable({ links, revoke }: LinkTableProps) {
  if (links.length === 0) return <p className="ink3">None yet.</p>;
  return (
    <ScrollRegion label="Links made last, table" kind="sideways">
      <table className="tbl">
        <thead>
          <tr>
            <th scope="col">Hand-off</th>
            <th scope="col">Agent</th>
            <th scope="col">Key</th>
            <th scope="col">Made</th>
            <th scope="col">State</th>
            <th scope="col">
              <span className="sr">Revoke</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {links.map((link) => (
            <tr key={link.id} className={link.isLive ? undefined : "off"}>
              <th scope="row">
                <Link href={link.href} prefetch={false}>
                  {link.about}
                </Link>
              </th>
              <td>{link.agent}</td>
              <td>{link.key}</td>
              <td className="num">{link.made}</td>
              <td>{link.state}</td>
              <td>
                {link.isLive && (
                  <QuietForm
                    action={revoke}
                    hidden={{ link: link.id }}
                    label={`Revoke the link to ${link.about}`}
                  >
                    Revoke
                  </QuietForm>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
