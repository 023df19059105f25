import type { DescribedKey } from "@/lib/reports/programmers/prepare-developers";

/** Keys or parameters: name, type, whether it must be there, what it means. Wraps on a phone. */
export function KeyList({ keys }: { keys: readonly DescribedKey[] }) {
  return (
    <dl className="api-keys">
      {keys.map((key) => (
        <div key={`${key.place ?? ""} ${key.name}`}>
          <dt>
            <code>{key.name}</code>
            <span className="small ink3">
              {key.place === null ? "" : `${key.place}, `}
              {key.type}
              {key.required && ", required"}
            </span>
          </dt>
          {key.description !== null && <dd className="small ink2">{key.description}</dd>}
        </div>
      ))}
    </dl>
  );
}
