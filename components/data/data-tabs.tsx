"use client";
import { usePathname } from "next/navigation";
import { Tabs } from "@/components/page/tabs";

const TABS = [
  { href: "/data", label: "Overview", below: ["/data/import", "/data/imports"] },
  { href: "/data/quality", label: "Quality", below: ["/data/quality"] },
  { href: "/data/reported", label: "Comparison", below: [] },
  { href: "/data/connections", label: "Connections", below: ["/data/connections"] },
  { href: "/data/keys", label: "API keys", below: [] },
  { href: "/data/embed", label: "Panel for the desktop", below: [] },
  { href: "/data/retention", label: "Retention and erasure", below: [] },
] as const;

/** The pages about data, one beside the other; the one that is open, or is above it, is marked. */
export function DataTabs() {
  const path = usePathname();
  return (
    <Tabs
      label="Pages about data"
      place="area"
      tabs={TABS.map(({ href, label, below }) => ({
        text: label,
        href,
        current: href === path || (below.some((folder) => path.startsWith(`${folder}/`)) && "above"),
      }))}
    />
  );
}
