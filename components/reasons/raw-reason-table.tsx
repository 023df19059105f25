import Link from "next/link";
import { Swatch } from "@/components/metrics/swatch";
import { ScrollRegion } from "@/components/tables/scroll-region";
import {
  NOT_MAPPED,
  type RawReasonLine,
  type ReasonOptionGroup,
} from "@/lib/reports/reasons/reason-map-view";

/** How the meaning of a raw reason is chosen. */
export interface ReasonChoice {
  readonly groups: readonly ReasonOptionGroup[];
  /** What was chosen when the form came back, by field. */
  readonly values: { readonly [field: string]: string };
  readonly mayEdit: boolean;
}

interface RawReasonTableProps {
  readonly label: string;
  readonly lines: readonly RawReasonLine[];
  readonly choice: ReasonChoice;
  readonly isMapped?: boolean;
}

/** Raw reasons with what they stand for and a list of what they may mean; on a phone each is a block. */
export function RawReasonTable({ label, lines, choice, isMapped = false }: RawReasonTableProps) {
  return (
    <ScrollRegion label={`${label}, table`}>
      <table className="tbl raw-table">
        <thead>
          <tr>
            <th scope="col">Raw reason</th>
            <th scope="col" className="pl">
              Source
            </th>
            <th scope="col" className="pl r">
              Hand-offs
            </th>
            <th scope="col" className="pl">
              Latest conversations
            </th>
            <th scope="col" className="pl">
              Means
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key}>
              <th scope="row" className="name">
                <span className="raw">{line.raw}</span>
                {line.spellings && <span className="nn sub">{line.spellings}</span>}
              </th>
              <td className="pl" data-label="Source">
                {line.source}
              </td>
              <td className="pl r num" data-label="Hand-offs">
                {line.handOffs}
                <span className="nn sub">
                  {line.conversations && (
                    <Link
                      href={line.conversations.href}
                      prefetch={false}
                      aria-label={`${line.raw} of ${line.source}: ${line.conversations.text}, list`}
                    >
                      {line.conversations.text}
                    </Link>
                  )}{" "}
                  {line.later}
                </span>
              </td>
              <td className="pl examples" data-label="Latest conversations">
                {line.examples.map(({ id, href }) => (
                  <Link key={id} href={href} prefetch={false}>
                    {id}
                  </Link>
                ))}
              </td>
              <td className="pl means" data-label="Means">
                {isMapped && line.family && <Swatch family={line.family} />}
                <Meaning line={line} choice={choice} isMapped={isMapped} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Meaning({
  line,
  choice,
  isMapped,
}: {
  line: RawReasonLine;
  choice: ReasonChoice;
  isMapped: boolean;
}) {
  const chosen = choice.values[line.field];
  return (
    // A form that comes back is reset to what its fields began with, which a list forgets: begin anew.
    <select
      key={chosen}
      className="input"
      name={line.field}
      aria-label={`What ${line.raw} of ${line.source} means`}
      defaultValue={chosen ?? line.selected}
      disabled={!choice.mayEdit}
    >
      {isMapped ? <option value={NOT_MAPPED}>Not mapped</option> : <option value="">Not decided</option>}
      {choice.groups.map((group) => (
        <optgroup key={group.label} label={group.label}>
          {group.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}
