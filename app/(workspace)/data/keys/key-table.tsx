import { ActionForm } from "@/components/forms/action-form";
import { formatFullMoment } from "@/lib/metrics/format-time";
import type { StoredKey } from "@/lib/store/api-keys";
import { revokeKeyForm } from "./actions";

/** The keys, revoked ones in grey. */
export function KeyTable({ keys, timeZone }: { keys: readonly StoredKey[]; timeZone: string }) {
  const moment = (at: Date) => formatFullMoment(at.getTime() * 1000, timeZone);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="scroll sideways" tabIndex={0} aria-label="Keys">
      <table className="tbl roomy">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Begins with</th>
            <th scope="col">Good for</th>
            <th scope="col">Made</th>
            <th scope="col">Last used</th>
            <th scope="col">
              <span className="sr">Revoke</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key.id} className={key.revokedAt ? "off" : undefined}>
              <th scope="row">{key.name}</th>
              <td className="code">{key.prefix}…</td>
              <td>{key.scopes.join(", ")}</td>
              <td>{moment(key.createdAt)}</td>
              <td>{key.lastUsedAt ? moment(key.lastUsedAt) : "Never"}</td>
              <td>
                {key.revokedAt ? (
                  `Revoked ${moment(key.revokedAt)}`
                ) : (
                  <ActionForm
                    action={revokeKeyForm}
                    submit="Revoke"
                    hidden={{ key: key.id }}
                    confirm="Programs with this key are refused from now on."
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
