import Link from "next/link";
import { Chevron } from "@/components/filters/chevron";
import { ActionForm } from "@/components/forms/action-form";
import type { FieldSpec } from "@/components/forms/field";
import type { FormState } from "@/components/forms/form-state";
import type { ViewText } from "@/lib/reports/notes/prepare-saved-views";
import "./saved-views.css";

interface ViewsMenuProps {
  readonly views: readonly ViewText[];
  /** The address that would be saved, with its week in words where it names one. */
  readonly address: string;
  readonly week: string | null;
  readonly save: (state: FormState, form: FormData) => Promise<FormState>;
}

/** Saved views to go to, and a form that saves what the page shows. */
export function ViewsMenu({ views, address, week, save }: ViewsMenuProps) {
  const current = views.find((view) => view.current);
  const also: FieldSpec = {
    type: "checks",
    name: "also",
    label: "Also",
    options: [
      { value: "shared", label: "Share with everybody who sees reports" },
      ...(week === null ? [] : [{ value: "week", label: `Stay at ${week}; otherwise the latest week` }]),
    ],
  };
  return (
    <>
      <button type="button" className={current ? "btn set" : "btn"} popoverTarget="views">
        {current ? (
          <>
            <span className="k">View</span> <span className="cut">{current.name}</span>
          </>
        ) : (
          <span>Views</span>
        )}{" "}
        <Chevron />
      </button>
      <div className="pop views" id="views" popover="auto">
        {views.length > 0 && (
          <nav className="opts" aria-label="Saved views">
            {views.map(({ id, name, href, whose, current: isCurrent }) => (
              <a key={id} className="opt" href={href} aria-current={isCurrent ? "page" : undefined}>
                <span className="grow">{name}</span>
                <span className="ink3 micro">{whose}</span>
              </a>
            ))}
          </nav>
        )}
        <ActionForm
          action={save}
          submit="Save this view"
          busy="Saving…"
          hidden={{ address }}
          fields={[{ type: "text", name: "name", label: "Name of this view" }, also]}
        />
        <Link className="small quiet-link" href="/saved-views" prefetch={false}>
          All saved views
        </Link>
      </div>
    </>
  );
}
