import Link from "next/link";
import { Empty } from "@/components/page/empty";

/** An address that leads nowhere. */
export default function NotFound() {
  return (
    <main>
      <Empty isPage title="There is nothing here">
        <p>The address may be mistyped.</p>
        <p>
          <Link className="link" href="/">
            Go to the first page
          </Link>
        </p>
      </Empty>
    </main>
  );
}
