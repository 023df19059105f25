import Link from "next/link";
import { ScrollRegion } from "@/components/tables/scroll-region";
import { ROLE_LABELS } from "@/lib/access/permissions";
import type { StoredPerson } from "@/lib/store/people";

/** Everybody who may sign in, or might before. */
export function PeopleTable({ people, now }: { people: readonly StoredPerson[]; now: Date }) {
  return (
    <ScrollRegion label="People" kind="sideways">
      <table className="tbl roomy">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Role</th>
            <th scope="col">Signs in with</th>
            <th scope="col">Agent of</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id} className={person.deactivatedAt ? "off" : undefined}>
              <th scope="row">
                <Link className="quiet-link" href={`/settings/people/${person.id}`}>
                  {person.name}
                </Link>
                <span className="sub small ink3">{person.email}</span>
              </th>
              <td>{ROLE_LABELS[person.role]}</td>
              <td>{waysIn(person)}</td>
              <td>{person.agents.map(({ source, agentId }) => `${agentId} (${source})`).join(", ")}</td>
              <td>{personState(person, now)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function waysIn({ hasPassword, hasOidc }: StoredPerson): string {
  return (
    [hasPassword ? "Password" : "", hasOidc ? "OpenID Connect" : ""].filter(Boolean).join(", ") || "Nothing"
  );
}

/** Whether somebody is let in, in a word. */
export function personState({ deactivatedAt, lockedUntil }: StoredPerson, now: Date): string {
  if (deactivatedAt) return "Deactivated";
  return lockedUntil && lockedUntil > now ? "Locked: wrong passwords" : "Active";
}
