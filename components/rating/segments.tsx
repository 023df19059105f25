interface SegmentsProps<Value extends string> {
  /** The question. */
  readonly label: string;
  /** Distinguishes it from the others on the page. */
  readonly name: string;
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  /** The question is written above, not only read out. */
  readonly showLabel?: boolean;
}

/** Three answers side by side, of which one can be chosen: radio buttons that look like one control. */
export function Segments<Value extends string>(props: SegmentsProps<Value>) {
  const { label, name, choices, value, onChange, showLabel = false } = props;
  return (
    <fieldset className="answers-set">
      <legend className={showLabel ? "small med" : "unseen"}>{label}</legend>
      <div className="answers">
        {choices.map((choice) => (
          <label key={choice.value} data-chosen={choice.value === value || undefined}>
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
            />
            <span>{choice.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
