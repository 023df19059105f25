import Link from "next/link";

interface PageLink {
  /** Null where there is no such page. */
  readonly href: string | null;
  /** Such as Newer, Newest, First; Older, Next. */
  readonly text: string;
}

interface ListPagesProps {
  /** What is paged, for those who do not see it. */
  readonly label: string;
  readonly back: PageLink;
  readonly on: PageLink;
}

/** Leads through the pages of a long list; nothing where all of it is on one. */
export function ListPages({ label, back, on }: ListPagesProps) {
  if (back.href === null && on.href === null) return null;
  return (
    <nav className="pages" aria-label={label}>
      {back.href !== null && (
        <Link className="btn" href={back.href} rel="prev">
          {back.text}
        </Link>
      )}
      {on.href !== null && (
        <Link className="btn" href={on.href} rel="next">
          {on.text}
        </Link>
      )}
    </nav>
  );
}
