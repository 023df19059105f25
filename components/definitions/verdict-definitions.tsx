import { ACTIONS } from "@/lib/metrics/verdicts";
import {
  ACTION_DEFINITIONS,
  NO_ACTION_LABELS,
  NO_READING,
  READING_DEFINITIONS,
  VERDICT_NOTES,
} from "@/lib/metrics/verdicts-definitions";
import { QUADRANTS } from "@/lib/metrics/verdicts-reading";
import { Unfolding } from "./unfolding";

/** How query types are read and what is advised: printed from the rules that do it. */
export function VerdictDefinitions() {
  return (
    <section className="sec" id="verdicts">
      <h2 className="group-title">Verdicts on query types</h2>
      {QUADRANTS.map((quadrant) => (
        <Entry
          key={quadrant}
          id={quadrant}
          label={READING_DEFINITIONS[quadrant].label}
          kind="Reading"
          text={READING_DEFINITIONS[quadrant].meaning}
        />
      ))}
      <Entry
        id="not_enough_data"
        label={NO_READING}
        kind="Reading"
        text="The hand-off rate or repeat information is withheld: fewer than five, or none."
      />
      {ACTIONS.map((action) => {
        const { label, rule, why, todo } = ACTION_DEFINITIONS[action];
        return <Entry key={action} id={action} label={label} kind="Action" text={rule} notes={[why, todo]} />;
      })}
      {Object.entries(NO_ACTION_LABELS).map(([action, { label, rule }]) => (
        <Entry key={action} id={action} label={label} kind="Action" text={rule} />
      ))}
      <ul className="reading prose">
        {VERDICT_NOTES.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </section>
  );
}

interface EntryProps {
  readonly id: string;
  readonly label: string;
  readonly kind: "Reading" | "Action";
  readonly text: string;
  readonly notes?: readonly string[];
}

function Entry({ id, label, kind, text, notes = [] }: EntryProps) {
  const beside = <span className="micro ink3">{kind}</span>;
  if (notes.length === 0) {
    return (
      <div className="definition plain" id={id}>
        <h3>{label}</h3>
        <span className="says">{text}</span>
        <span className="beside">{beside}</span>
      </div>
    );
  }
  return (
    <Unfolding id={id} label={label} text={text} beside={beside}>
      <ul>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </Unfolding>
  );
}
