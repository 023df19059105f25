import Link from "next/link";
import type { PlatformChoice } from "@/lib/reports/connections/prepare-connections";

/** The platforms that Baton understands; each leads to the form that connects it. */
export function PlatformList({ platforms }: { platforms: readonly PlatformChoice[] }) {
  return (
    <ul className="platforms">
      {platforms.map(({ platform, name, ways, href }) => (
        <li key={platform}>
          <Link className="semi" href={href}>
            {name}
          </Link>
          <p className="small ink3">{ways}</p>
        </li>
      ))}
    </ul>
  );
}
