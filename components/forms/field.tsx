import { useId } from "react";

interface FieldBase {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
}

/** A field of a form: one line of text, a day, a longer text, a file, one of a few, or any of a few. */
export type FieldSpec =
  | (FieldBase & {
      readonly type: "text" | "email" | "password" | "date";
      readonly autoComplete?: string;
      readonly initial?: string;
      readonly minLength?: number;
      /** What is usually typed; anything else can be, too. */
      readonly suggestions?: readonly string[];
      /** It may be left empty. */
      readonly optional?: true;
    })
  | (FieldBase & {
      readonly type: "area";
      readonly initial?: string;
      /** A text of many lines with characters of equal width. */
      readonly tall?: true;
      /** How many lines are seen at once; three unless set. */
      readonly rows?: number;
      /** It may be left empty. */
      readonly optional?: true;
    })
  | (FieldBase & { readonly type: "choice"; readonly options: readonly Option[]; readonly initial?: string })
  | (FieldBase & { readonly type: "file"; readonly accept: string })
  | (FieldBase & { readonly type: "checks"; readonly options: readonly Option[] });

interface Option {
  readonly value: string;
  readonly label: string;
}

interface FieldProps {
  readonly field: FieldSpec;
  /** What was typed before, when the form comes back. */
  readonly value?: string | undefined;
  /** Why it was refused. */
  readonly problem?: string | undefined;
}

/** A field with its label, its hint, and what is wrong with it. */
export function Field({ field, value, problem }: FieldProps) {
  const id = useId();
  const notes = [field.hint ? `${id}-hint` : "", problem ? `${id}-problem` : ""].filter(Boolean).join(" ");
  const said = {
    "aria-describedby": notes || undefined,
    "aria-invalid": problem ? true : undefined,
  };
  const below = (
    <>
      {field.hint && (
        <span className="hint" id={`${id}-hint`}>
          {field.hint}
        </span>
      )}
      {problem && (
        <span className="problem" id={`${id}-problem`}>
          {problem}
        </span>
      )}
    </>
  );
  if (field.type === "checks") {
    return (
      <fieldset className="field checks" {...said}>
        <legend>{field.label}</legend>
        {field.options.map((option) => (
          <label key={option.value}>
            <input type="checkbox" name={field.name} value={option.value} />
            <span>{option.label}</span>
          </label>
        ))}
        {below}
      </fieldset>
    );
  }
  return (
    <div className="field">
      <label htmlFor={id}>{field.label}</label>
      {field.type === "choice" ? (
        // A form that comes back is reset to what its fields began with, which a list forgets: begin anew.
        <select
          className="input"
          id={id}
          name={field.name}
          key={value}
          defaultValue={value ?? field.initial}
          {...said}
        >
          {field.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ) : field.type === "area" ? (
        <textarea
          className={field.tall ? "input area tall" : "input area"}
          id={id}
          name={field.name}
          rows={field.rows ?? 3}
          required={!field.optional}
          defaultValue={value ?? field.initial}
          {...said}
        />
      ) : field.type === "file" ? (
        <input
          className="input"
          id={id}
          name={field.name}
          type="file"
          accept={field.accept}
          required
          {...said}
        />
      ) : (
        <input
          className="input"
          id={id}
          name={field.name}
          type={field.type}
          required={!field.optional}
          autoComplete={field.autoComplete ?? "off"}
          minLength={field.minLength}
          list={field.suggestions ? `${id}-list` : undefined}
          defaultValue={field.type === "password" ? undefined : (value ?? field.initial)}
          {...said}
        />
      )}
      {"suggestions" in field && field.suggestions && (
        <datalist id={`${id}-list`}>
          {field.suggestions.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
      {below}
    </div>
  );
}
