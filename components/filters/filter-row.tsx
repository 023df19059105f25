import Link from "next/link";
import type { ReactNode } from "react";
import type {
  FilterBar,
  FilterChip,
  FilterControl,
  FilterGroup,
} from "@/lib/reports/filters/prepare-filters";
import { Chevron } from "./chevron";
import { Carried } from "./days-form";

interface FilterRowProps {
  readonly controls: FilterBar;
  /** The page's path. */
  readonly action?: string;
  /** What stands before the filters: the period. */
  readonly children?: ReactNode;
}

/**
 * What the numbers are filtered by, on every page about numbers or conversations. Every filter is a form of its own that
 * leads to the same page, filtered; what is set stands below as chips that take it off.
 */
export function FilterRow({ controls, action = "/", children }: FilterRowProps) {
  const { filters, chips, clearAllHref, meta } = controls;
  return (
    <>
      <div className={chips.length > 0 ? "filters open" : "filters"}>
        {children}
        {filters.map((filter) => (
          <Filter key={filter.id} filter={filter} action={action} />
        ))}
        <span className="meta num">{meta}</span>
      </div>
      <Chips chips={chips} clearAllHref={clearAllHref} />
    </>
  );
}

/** The filters that are set, each with a cross that takes it off. */
export function Chips({
  chips,
  clearAllHref,
}: {
  chips: readonly FilterChip[];
  clearAllHref: string | null;
}) {
  if (chips.length === 0) return null;
  return (
    <ul className="chosen" aria-label="Filters that are set">
      {chips.map((chip) => (
        <li key={chip.text} className="chip">
          <span className="cut">{chip.text}</span>
          <Link href={chip.withoutHref} prefetch={false} aria-label={`Without ${chip.text}`}>
            ×
          </Link>
        </li>
      ))}
      {clearAllHref && (
        <li>
          <Link className="btn quiet" href={clearAllHref} prefetch={false}>
            Clear filters
          </Link>
        </li>
      )}
    </ul>
  );
}

function Filter({ filter, action }: { filter: FilterControl; action: string }) {
  const id = `filter-${filter.id}`;
  const isEmpty = filter.groups.every((group) => group.options.length === 0 && group.other === null);
  return (
    <>
      <button type="button" className={filter.isSet ? "btn set" : "btn"} popoverTarget={id}>
        <span className="k">{filter.name}</span>{" "}
        {filter.summary !== null && <span className="cut">{filter.summary}</span>} <Chevron />
      </button>
      <div className="pop" id={id} popover="auto">
        {isEmpty ? (
          <p className="ink3">No {filter.name.toLowerCase()} in these weeks.</p>
        ) : (
          <form
            method="get"
            action={action}
            aria-label={filter.summary === null ? filter.name : `Filter by ${filter.name.toLowerCase()}`}
          >
            <Carried parameters={filter.hidden} />
            {filter.groups.map((group) => (
              <Group key={group.dimension} group={group} />
            ))}
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

function Group({ group: { dimension, name, options, other } }: { group: FilterGroup }) {
  const values = (
    <>
      <div className="opts">
        {options.map((option) => (
          <label key={option.value}>
            <input type="checkbox" name={dimension} value={option.value} defaultChecked={option.checked} />
            <span className="grow">{option.name}</span>
            {option.count !== null && <span className="ink3 micro num">{option.count}</span>}
          </label>
        ))}
      </div>
      {other !== null && (
        <input
          className="input other"
          type="text"
          name={dimension}
          placeholder={other}
          aria-label={other}
          maxLength={256}
        />
      )}
    </>
  );
  if (name === null) return values;
  return (
    <fieldset className="group">
      <legend>{name}</legend>
      {values}
    </fieldset>
  );
}
