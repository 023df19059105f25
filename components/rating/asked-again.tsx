interface AskedAgainProps {
  /** What the bot had captured. */
  readonly fields: readonly string[];
  /** Null = did not say. */
  readonly value: readonly string[] | null;
  readonly onChange: (value: string[] | null) => void;
}

/** Where there are keys, 4 stands for the first detail and 9 for the sixth. */
const [FIRST_KEY, LAST_KEY] = [4, 9];

/** What had to be asked again: one button for each captured detail, and one for none. Untouched says nothing. */
export function AskedAgain({ fields, value, onChange }: AskedAgainProps) {
  const toggle = (field: string) => {
    const said = value ?? [];
    const next = said.includes(field) ? said.filter((one) => one !== field) : [...said, field];
    onChange(next.length === 0 ? null : next);
  };
  const isNone = value !== null && value.length === 0;
  // A rating can name a detail that the bot had not captured; it is kept, though it counts as no repeat.
  const shown = [...fields, ...(value ?? []).filter((field) => !fields.includes(field))];
  return (
    <fieldset className="again">
      <legend className="small">Asked again?</legend>
      {shown.map((field, i) => (
        <button
          key={field}
          type="button"
          className="tog"
          data-key={i < fields.length && i <= LAST_KEY - FIRST_KEY ? FIRST_KEY + i : undefined}
          aria-pressed={value?.includes(field) ?? false}
          onClick={() => toggle(field)}
        >
          {value?.includes(field) && <Tick />}
          {field}
        </button>
      ))}
      <button
        type="button"
        className="tog"
        data-key={0}
        aria-pressed={isNone}
        onClick={() => onChange(isNone ? null : [])}
      >
        {isNone && <Tick />}
        None
      </button>
    </fieldset>
  );
}

function Tick() {
  return (
    <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
      <path d="M1.5 5.5 4 8l4.5-6" fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  );
}
