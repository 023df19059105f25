import Link from "next/link";
import { Section } from "@/components/page/section";
import type { PickedText } from "@/lib/reports/weekly/prepare-picked";
import "./picked.css";

/** Three conversations to read, and why these. */
export function PickedList({ picked }: { picked: readonly PickedText[] }) {
  if (picked.length === 0) return null;
  return (
    <Section
      id="conversations"
      title={
        picked.length === 1
          ? "One conversation to read"
          : `${WORDS[picked.length] ?? ""} conversations to read`
      }
      sub={<p className="sub">Picked by rule, the same ones whenever the week is opened.</p>}
    >
      <ul className="picked">
        {picked.map(({ key, why, name, facts, href }) => (
          <li key={key}>
            <span>{why}</span>
            <Link className="link" href={href} prefetch={false}>
              {name}
            </Link>
            <span className="small ink3">{facts}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const WORDS: { readonly [count: number]: string } = { 2: "Two", 3: "Three" };
