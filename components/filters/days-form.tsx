/** Where a form for a run of days leads and what it begins with. */
interface DaysFormProps {
  readonly form: {
    readonly action: string;
    readonly from: string;
    readonly to: string;
    readonly earliest?: string | undefined;
    readonly latest?: string | undefined;
    readonly hidden: readonly (readonly [string, string])[];
  };
  /** `from` and `to` are sent with this before them; null = as they are. */
  readonly prefix: string | null;
  readonly label: string;
  readonly submit: string;
}

/** A form for any days, from one to another. */
export function DaysForm({ form, prefix, label, submit }: DaysFormProps) {
  const nameOf = (end: string) => (prefix === null ? end : `${prefix}_${end}`);
  const limits = { min: form.earliest, max: form.latest, required: true };
  return (
    <form className="days" method="get" action={form.action} aria-label={label}>
      <Carried parameters={form.hidden} />
      <label>
        <span>From</span>
        <input className="input" type="date" name={nameOf("from")} defaultValue={form.from} {...limits} />
      </label>
      <label>
        <span>To</span>
        <input className="input" type="date" name={nameOf("to")} defaultValue={form.to} {...limits} />
      </label>
      <button type="submit" className="btn">
        {submit}
      </button>
    </form>
  );
}

/** The rest of an address, which a form carries along. */
export function Carried({ parameters }: { parameters: readonly (readonly [string, string])[] }) {
  return parameters.map(([name, value]) => (
    <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
  ));
}
