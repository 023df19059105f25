import type { ReactNode } from "react";
import type { FilterControl, WeeklyControls } from "@/lib/reports/prepare-filters";
import { Chevron } from "./chevron";

interface FilterRowProps {
  readonly controls: Pick<WeeklyControls, "filters" | "clearAllHref" | "meta">;
  /** The page's path. */
  readonly action?: string;
  /** What stands before the filters: the period. */
  readonly children?: ReactNode;
}

/** What the numbers are filtered by. Every filter is a form of its own that leads to the same page, filtered. */
export function FilterRow({ controls, action = "/", children }: FilterRowProps) {
  return (
    <div className="filters">
      {children}
      {controls.filters.map((filter) => (
        <Filter key={filter.dimension} filter={filter} action={action} />
      ))}
      {controls.clearAllHref && (
        <a className="btn quiet" href={controls.clearAllHref}>
          Clear filters
        </a>
      )}
      <span className="meta num">{controls.meta}</span>
    </div>
  );
}

function Filter({ filter, action }: { filter: FilterControl; action: string }) {
  const id = `filter-${filter.dimension}`;
  return (
    <>
      <button type="button" className={filter.isSet ? "btn set" : "btn"} popoverTarget={id}>
        <span className="k">{filter.name}</span> <span className="cut">{filter.summary}</span> <Chevron />
      </button>
      <div className="pop" id={id} popover="auto">
        {filter.options.length === 0 ? (
          <p className="ink3">No {filter.name.toLowerCase()} in these weeks.</p>
        ) : (
          <form method="get" action={action} aria-label={`Filter by ${filter.name.toLowerCase()}`}>
            {filter.hidden.map(([name, value]) => (
              <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
            ))}
            <div className="opts">
              {filter.options.map((option) => (
                <label key={option.value}>
                  <input
                    type="checkbox"
                    name={filter.dimension}
                    value={option.value}
                    defaultChecked={option.checked}
                  />
                  <span className="grow">{option.name}</span>
                  <span className="ink3 micro num">{option.count}</span>
                </label>
              ))}
            </div>
            <div className="acts">
              <button type="submit" className="btn primary">
                Apply
              </button>
              {filter.isSet && (
                <a className="btn" href={filter.clearHref}>
                  Clear
                </a>
              )}
            </div>
          </form>
        )}
      </div>
    </>
  );
}
