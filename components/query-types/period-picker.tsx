import { Chevron } from "@/components/filters/chevron";
import { ComparePicker } from "@/components/filters/compare-picker";
import { Carried, DaysForm } from "@/components/filters/days-form";
import type { PeriodControls, PeriodLink } from "@/lib/reports/query-types/prepare-query-type-controls";

/** The days, and what they are compared with: the runs that are asked for most, any week with data, or from one day to another. */
export function PeriodPicker({ controls }: { controls: PeriodControls }) {
  const { form, lastWeeks } = controls;
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
        <form className="days" method="get" action={form.action} aria-label="The latest weeks">
          <Carried parameters={lastWeeks.hidden} />
          <label>
            <span>Last weeks</span>
            <input
              className="input"
              type="number"
              name="weeks"
              min={1}
              max={lastWeeks.most}
              defaultValue={lastWeeks.count}
              required
            />
          </label>
          <button type="submit" className="btn">
            Show
          </button>
        </form>
        <DaysForm form={form} prefix={null} label="From one day to another" submit="Show" />
        <nav className="opts" aria-label="Weeks">
          {controls.weeks.map((week) => (
            <Option key={week.href} link={week} />
          ))}
        </nav>
      </div>
      {controls.compare && <ComparePicker control={controls.compare} />}
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
