import Link from "next/link";
import type { DraftView } from "@/lib/reports/import-wizard/prepare-import-draft";
import { Section } from "../page/section";
import { TakeFocus } from "../page/take-focus";

/** What came of an import: what was stored, and what is in the numbers now. */
export function DraftResult({ view }: { view: DraftView }) {
  return (
    <>
      <ImportedFiles rows={view.imports} title="Imported" />
      {view.numbers.length > 0 && (
        <Section title="Now in the numbers" sub={<p className="sub">{view.numbersNote}</p>}>
          <table className="tbl one roomy narrow">
            <tbody>
              {view.numbers.map((row) => (
                <tr key={row.label}>
                  <th scope="row">{row.label}</th>
                  <td className="r">
                    {row.href ? (
                      <Link className="link" href={row.href}>
                        {row.value}
                      </Link>
                    ) : (
                      row.value
                    )}
                  </td>
                  <td className="num ink3">{row.parts}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      )}
      <p className="apply">
        {view.conversationsHref && (
          <Link className="btn primary" href={view.conversationsHref}>
            See the conversations
          </Link>
        )}
        {view.reviewHref && (
          <Link className="btn" href={view.reviewHref}>
            Open the review of its last week
          </Link>
        )}
        <Link className="btn" href="/data/import">
          Import more files
        </Link>
      </p>
    </>
  );
}

/** The files with what became of them, each leading to its import, where it can be taken back. */
export function ImportedFiles({ rows, title }: { rows: DraftView["imports"]; title: string }) {
  return (
    <Section
      title={title}
      sub={<p className="sub">Each file is an import of its own and can be taken back by itself.</p>}
    >
      <TakeFocus />
      <table className="tbl one roomy">
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col" className="r">
              Stored
            </th>
            <th scope="col" className="r">
              Known already
            </th>
            <th scope="col" className="r">
              Refused
            </th>
            <th scope="col" className="pl">
              State
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <Link className="link" href={`/data/imports/${row.id}`}>
                  {row.name}
                </Link>
              </th>
              <td className="r">{row.stored}</td>
              <td className="r">{row.unchanged}</td>
              <td className="r">
                {row.refused === "0" ? (
                  row.refused
                ) : (
                  <Link
                    className="link"
                    href={`/data/imports/${row.id}`}
                    aria-label={`${row.refused} refused of ${row.name}, why`}
                  >
                    {row.refused}
                  </Link>
                )}
              </td>
              <td className="pl ink2">{row.state}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
