import { ActionForm } from "@/components/forms/action-form";
import { ScrollRegion } from "@/components/tables/scroll-region";
import { formatFullMoment } from "@/lib/metrics/format-time";
import type { StoredKey } from "@/lib/store/api-keys";
import { endPreviousForm, revokeKeyForm, rotateKeyForm } from "./actions";

const KEEP_CHOICES = [
  { value: "1", label: "For a day" },
  { value: "7", label: "For a week" },
  { value: "30", label: "For 30 days" },
  { value: "0", label: "Not at all" },
];

interface KeyTableProps {
  readonly keys: readonly StoredKey[];
  readonly timeZone: string;
  readonly now: Date;
}

/** The keys, those that are over in grey. */
export function KeyTable({ keys, timeZone, now }: KeyTableProps) {
  const moment = (at: Date) => formatFullMoment(at.getTime() * 1000, timeZone);
  return (
    <ScrollRegion label="Keys" kind="sideways">
      <table className="tbl roomy">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Begins with</th>
            <th scope="col">Good for</th>
            <th scope="col">Made</th>
            <th scope="col">Expires</th>
            <th scope="col">Last used</th>
            <th scope="col">
              <span className="sr">Rotate or revoke</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <KeyRow key={key.id} stored={key} moment={moment} now={now} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

interface KeyRowProps {
  readonly stored: StoredKey;
  readonly moment: (at: Date) => string;
  readonly now: Date;
}

/** A key; under it the secret that it had before, for as long as that is good. */
function KeyRow({ stored, moment, now }: KeyRowProps) {
  const { revokedAt, expiresAt, previousUntil } = stored;
  const isOver = revokedAt !== null || (expiresAt !== null && expiresAt <= now);
  const old = !isOver && previousUntil !== null && previousUntil > now ? previousUntil : null;
  return (
    <>
      <tr className={isOver ? "off" : undefined}>
        <th scope="row">{stored.name}</th>
        <td className="code">{stored.prefix}…</td>
        <td>{stored.scopes.join(", ")}</td>
        <td>
          {moment(stored.createdAt)}
          {stored.rotatedAt && <div className="small ink3">new secret {moment(stored.rotatedAt)}</div>}
        </td>
        <td>{expiresAt ? moment(expiresAt) : "Never"}</td>
        <td>{stored.lastUsedAt ? moment(stored.lastUsedAt) : "Never"}</td>
        <td>
          {revokedAt ? `Revoked ${moment(revokedAt)}` : isOver ? "Expired" : <KeyActions id={stored.id} />}
        </td>
      </tr>
      {old && (
        <tr>
          <th scope="row">
            <span className="small ink3">Old secret of {stored.name}</span>
          </th>
          <td className="code">{stored.previousPrefix}…</td>
          <td colSpan={2} />
          <td>{moment(old)}</td>
          <td>{stored.previousLastUsedAt ? moment(stored.previousLastUsedAt) : "Never"}</td>
          <td>
            <ActionForm
              action={endPreviousForm}
              submit="End it now"
              hidden={{ key: stored.id }}
              confirm="Programs that still use the old secret are refused from now on."
            />
          </td>
        </tr>
      )}
    </>
  );
}

function KeyActions({ id }: { id: string }) {
  return (
    <div className="row-acts">
      <details suppressHydrationWarning className="confirm">
        <summary className="btn">New secret…</summary>
        <ActionForm
          action={rotateKeyForm}
          submit="Make a new secret"
          hidden={{ key: id }}
          fields={[{ type: "choice", name: "keep", label: "The old one stays good", options: KEEP_CHOICES }]}
        />
      </details>
      <ActionForm
        action={revokeKeyForm}
        submit="Revoke"
        hidden={{ key: id }}
        confirm="Programs with this key are refused from now on."
      />
    </div>
  );
}
