import { ActionForm } from "@/components/forms/action-form";
import { Section } from "@/components/page/section";
import { ScrollRegion } from "@/components/tables/scroll-region";
import type { Connector } from "@/lib/ingest/connectors/connector";
import type { SecretRow } from "@/lib/reports/connections/prepare-connections";
import { addSecretForm, addSigningSecretForm, endSecretForm } from "../actions";

interface SecretsSectionProps {
  readonly connectionId: string;
  readonly rows: readonly SecretRow[];
  readonly connector: Connector;
}

/** The secrets that hold; a new one is made or entered before an old one is ended, so that nothing is lost. */
export function SecretsSection({ connectionId, rows, connector }: SecretsSectionProps) {
  const hidden = { connection: connectionId };
  return (
    <Section
      title="Secrets"
      sub={
        <p className="sub">
          Several hold at once. To exchange one without a gap, make the new one, enter it in the platform,
          then end the old one.
        </p>
      }
    >
      <ScrollRegion label="Secrets, table" kind="sideways">
        <table className="tbl roomy">
          <thead>
            <tr>
              <th scope="col">Secret</th>
              <th scope="col">Since</th>
              <th scope="col">Last used</th>
              <th scope="col">
                <span className="sr">End</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">{row.kind}</th>
                <td>{row.made}</td>
                <td>{row.used}</td>
                <td>
                  {rows.length > 1 && (
                    <ActionForm
                      action={endSecretForm}
                      submit="End"
                      hidden={{ ...hidden, secret: row.id }}
                      confirm="What is sent with it is refused from now on."
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <div className="forms-two under-table">
        <ActionForm action={addSecretForm} submit="Make a new secret" busy="Making…" hidden={hidden} />
        {connector.signature && (
          <ActionForm
            action={addSigningSecretForm}
            submit="Keep signing secret"
            busy="Keeping…"
            hidden={hidden}
            fields={[
              {
                type: "password",
                name: "signing",
                label: `The platform's ${connector.signature.secretName}`,
                hint: `${connector.signature.hint} Kept encrypted, never shown again.`,
              },
            ]}
          />
        )}
      </div>
    </Section>
  );
}
