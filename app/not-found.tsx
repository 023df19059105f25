import Link from "next/link";
import { Entry } from "@/components/page/entry";

/** An address that leads nowhere. */
export default function NotFound() {
  return (
    <Entry title="There is nothing here">
      <p className="ink2">The address may be mistyped.</p>
      <p>
        <Link className="link" href="/">
          Go to Baton
        </Link>
      </p>
    </Entry>
  );
}
