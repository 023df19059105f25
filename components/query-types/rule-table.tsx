import Link from "next/link";
import { ScrollRegion } from "@/components/tables/scroll-region";
import type { EvidenceText, RuleText } from "@/lib/reports/query-types/prepare-verdict";

/** All rules with what their numbers say: the verdict can be followed, and so can what was not advised. */
export function RuleTable({ rules }: { rules: readonly RuleText[] }) {
  return (
    <ScrollRegion label="Rules, table" kind="wide">
      <table className="tbl texts rules sticky-first">
        <thead>
          <tr>
            <th scope="col">Rule</th>
            <th scope="col">Holds</th>
            <th scope="col">What the numbers say</th>
            <th scope="col">What it asks</th>
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <tr key={rule.key} className={rule.isVerdict ? "called" : undefined}>
              <th scope="row" className="name">
                <Link href={`/definitions#${rule.key}`}>{rule.label}</Link>
              </th>
              <td className={rule.answer === "yes" ? "semi" : "ink3"}>{rule.answerText}</td>
              <td>
                <ul>
                  {rule.evidence.map((evidence) => (
                    <li key={evidence.key}>
                      <Evidence evidence={evidence} />
                    </li>
                  ))}
                </ul>
              </td>
              <td className="text ink2">{rule.answer === "yes" ? `${rule.rule} ${rule.todo}` : rule.rule}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Evidence({ evidence: { label, value, parts, href, interval, line } }: { evidence: EvidenceText }) {
  return (
    <>
      {label} <b className="num semi">{value ?? <span className="ink3">not known</span>}</b>{" "}
      <span className="nn">
        {parts &&
          (href ? (
            <Link className="num" href={href} prefetch={false} aria-label={`${label}: ${parts}, list`}>
              {parts}
            </Link>
          ) : (
            <span className="num">{parts}</span>
          ))}
        {interval && <span className="num"> · {interval}</span>}
        {line && value && <span className="w"> · needs {line}</span>}
      </span>
    </>
  );
}
