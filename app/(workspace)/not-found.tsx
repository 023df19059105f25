import Link from "next/link";
import { Empty } from "@/components/page/empty";

/** What stands where there is nothing at an address, or nothing that this person may open. */
export default function NotFound() {
  return (
    <Empty isPage title="There is nothing here">
      <p>
        The address may be mistyped, the record may not have arrived or may have been erased, or it is one
        that you may not open.
      </p>
      <p>
        <Link className="link" href="/conversations">
          Go to the conversations
        </Link>
      </p>
    </Empty>
  );
}
