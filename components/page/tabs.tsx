import Link from "next/link";

/** One of several pages, or ways to show one, that stand beside each other. */
export interface Tab {
  readonly text: string;
  readonly href: string;
  /** `above`: the page that is open lies below it. */
  readonly current: boolean | "above";
}

interface TabsProps {
  /** What is chosen, for those who do not see it: `Language`, `Split by`. */
  readonly label: string;
  readonly tabs: readonly Tab[];
  /** Part of a page: the rest of it stays where it is. */
  readonly inPlace?: boolean;
  /** `above` = between a head and what it holds, `area` = the pages of one area, above them all. */
  readonly place?: "above" | "area";
}

/** Links of which one is open. They ask the server for nothing before one is used. */
export function Tabs({ label, tabs, inPlace = false, place }: TabsProps) {
  return (
    <nav className={place ? `tabs tabs-${place}` : "tabs"} aria-label={label}>
      <TabLinks tabs={tabs} inPlace={inPlace} />
    </nav>
  );
}

/** The links alone, where something else is around them. */
export function TabLinks({ tabs, inPlace = false }: Pick<TabsProps, "tabs" | "inPlace">) {
  return tabs.map(({ text, href, current }) => (
    <Link
      key={href}
      href={href}
      prefetch={false}
      scroll={!inPlace}
      aria-current={currentOf(current, inPlace)}
    >
      {text}
    </Link>
  ));
}

function currentOf(current: Tab["current"], inPlace: boolean): "page" | "true" | undefined {
  if (current === false) return undefined;
  return inPlace || current === "above" ? "true" : "page";
}

/** The choice between a chart and the table behind it. */
export function ChartOrTable({ isTable, hrefOf }: { isTable: boolean; hrefOf: (table: boolean) => string }) {
  const tabs = [
    { text: "Chart", href: hrefOf(false), current: !isTable },
    { text: "Table", href: hrefOf(true), current: isTable },
  ];
  return <TabLinks tabs={tabs} inPlace />;
}
