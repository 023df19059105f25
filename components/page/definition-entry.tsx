import type { Definition } from "@/lib/reports/prepare-definitions";

/** One metric: what it says, the formula in words, and what a reader should know. */
export function DefinitionEntry({ definition }: { definition: Definition }) {
  const { id, label, description, over, under, unit, better, caveats } = definition;
  return (
    <article className="definition" id={id}>
      <div>
        <h3>
          <a href={`#${id}`}>{label}</a>
        </h3>
        <p className="code ink3">{id}</p>
      </div>
      <div>
        <p>{description}</p>
        {under === null ? (
          <p className="formula">
            <span>{over}</span>
          </p>
        ) : (
          <p className="formula">
            <span className="over">{over}</span>
            <span className="sr"> divided by </span>
            <span className="under">{under}</span>
          </p>
        )}
        <p className="small ink3 unit">
          {unit}. {better ? `${better}.` : "No direction is better."}
        </p>
        {caveats.length > 0 && (
          <ul>
            {caveats.map((caveat) => (
              <li key={caveat}>{caveat}</li>
            ))}
          </ul>
        )}
      </div>
    </article>
  );
}
