import { type KeyboardEvent, useId, useRef } from "react";

interface SegmentsProps<Value extends string> {
  /** The question. */
  readonly label: string;
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  /** The question is written above, not only read out. */
  readonly showLabel?: boolean;
}

const STEPS: { readonly [key: string]: number } = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/**
 * Three answers side by side, of which one can be chosen. One stop of the Tab key; arrows move between the answers,
 * and a click, Space or Enter chooses, so that passing by chooses nothing.
 *
 * Source: WAI-ARIA Authoring Practices, radio group (as in a toolbar, where moving does not choose).
 */
export function Segments<Value extends string>(props: SegmentsProps<Value>) {
  const { label, choices, value, onChange, showLabel = false } = props;
  const id = useId();
  const group = useRef<HTMLDivElement>(null);
  const stop = Math.max(
    0,
    choices.findIndex((choice) => choice.value === value),
  );

  const move = (event: KeyboardEvent<HTMLButtonElement>, from: number) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = (from + step + choices.length) % choices.length;
    group.current?.querySelectorAll("button")[next]?.focus();
  };

  return (
    <div className="answers-set">
      <p id={id} className={showLabel ? "small med" : "sr"}>
        {label}
      </p>
      <div className="answers" role="radiogroup" aria-labelledby={id} ref={group}>
        {choices.map((choice, i) => (
          // biome-ignore lint/a11y/useSemanticElements: native radio buttons choose whatever an arrow key passes by.
          <button
            key={choice.value}
            type="button"
            role="radio"
            aria-checked={choice.value === value}
            tabIndex={i === stop ? 0 : -1}
            onClick={() => onChange(choice.value)}
            onKeyDown={(event) => move(event, i)}
          >
            {choice.label}
          </button>
        ))}
      </div>
    </div>
  );
}
