import { Chevron } from "@/components/filters/chevron";
import type { PeriodControls, PeriodLink } from "@/lib/reports/prepare-query-type-controls";

/** The days: the runs that are asked for most, any week with data, or from one day to another. */
export function PeriodPicker({ controls }: { controls: PeriodControls }) {
  const { form } = controls;
  return (
    <>
      <button type="button" className="btn" popoverTarget="period">
        <span className="semi">{controls.name}</span> <span className="k num">{controls.days}</span>{" "}
        <Chevron />
      </button>
      <div className="pop period" id="period" popover="auto">
        <nav className="opts" aria-label="Periods">
          {controls.spans.map((span) => (
            <Option key={span.name} link={span} />
          ))}
        </nav>
        <form className="days" method="get" action={form.action} aria-label="From one day to another">
          {form.hidden.map(([name, value]) => (
            <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
          ))}
          <label>
            <span>From</span>
            <input
              className="input"
              type="date"
              name="from"
              defaultValue={form.from}
              min={form.earliest}
              max={form.latest}
              required
            />
          </label>
          <label>
            <span>To</span>
            <input
              className="input"
              type="date"
              name="to"
              defaultValue={form.to}
              min={form.earliest}
              max={form.latest}
              required
            />
          </label>
          <button type="submit" className="btn">
            Show
          </button>
        </form>
        <nav className="opts" aria-label="Weeks">
          {controls.weeks.map((week) => (
            <Option key={week.href} link={week} />
          ))}
        </nav>
      </div>
    </>
  );
}

function Option({ link }: { link: PeriodLink }) {
  return (
    <a className="opt" href={link.href} aria-current={link.current ? "page" : undefined}>
      <span className="num">{link.name}</span>
      <span className="grow ink3 num">{link.days}</span>
      <span className="ink3 micro num">{link.count}</span>
    </a>
  );
}
