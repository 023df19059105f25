import type { Fact } from "@/lib/reports/conversation/prepare-conversation";

/** Labels with their values; what is not known says so. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="dl">
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className={value === null ? "ink3" : undefined}>{value ?? "Not known"}</dd>
        </div>
      ))}
    </dl>
  );
}
