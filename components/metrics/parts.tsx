import Link from "next/link";
import type { NumberText } from "@/lib/reports/report/prepare-number";

/** What a share is made of, `589/2,289`, leading to those conversations. */
export function Parts({ number }: { number: NumberText }) {
  if (number.parts === null) return null;
  if (number.href === null) return <span className="num">{number.parts}</span>;
  return (
    <Link
      className="num"
      href={number.href}
      prefetch={false}
      aria-label={`${number.label}: ${number.parts}, list`}
    >
      {number.parts}
    </Link>
  );
}
