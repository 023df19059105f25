import type { CompareControl } from "@/lib/reports/weekly/prepare-compare";
import { Chevron } from "./chevron";
import { DaysForm } from "./days-form";

/** What the numbers are compared with: the period just before, another week, or any days. */
export function ComparePicker({ control }: { control: CompareControl }) {
  const { name, isSet, links, form } = control;
  return (
    <>
      <button type="button" className={isSet ? "btn set" : "btn"} popoverTarget="compare">
        <span className="k">Compared with</span> <span className="cut num">{name}</span> <Chevron />
      </button>
      <div className="pop period" id="compare" popover="auto">
        <nav className="opts" aria-label="Compare with">
          {links.slice(0, 1).map((link) => (
            <Option key={link.href} {...link} />
          ))}
        </nav>
        <DaysForm form={form} prefix="compare" label="Compare with any days" submit="Compare" />
        {links.length > 1 && (
          <nav className="opts" aria-label="Compare with a week">
            {links.slice(1).map((link) => (
              <Option key={link.href} {...link} />
            ))}
          </nav>
        )}
      </div>
    </>
  );
}

function Option({ href, name, days, current }: CompareControl["links"][number]) {
  return (
    <a className="opt" href={href} aria-current={current ? "page" : undefined}>
      <span className="num">{name}</span>
      <span className="grow ink3 num">{days}</span>
    </a>
  );
}
