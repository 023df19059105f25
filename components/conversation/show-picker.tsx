import { Chevron } from "@/components/filters/chevron";
import type { ShowControl } from "@/lib/reports/conversations/list-shows";

/** Which conversations the list shows: all, or those of one kind. */
export function ShowPicker({ control }: { control: ShowControl }) {
  return (
    <>
      <button type="button" className={control.isSet ? "btn set" : "btn"} popoverTarget="show">
        <span className="k">Show</span> <span className="cut">{control.name}</span> <Chevron />
      </button>
      <div className="pop" id="show" popover="auto">
        {control.groups.map((group) => (
          <nav key={group.name} className="opts group" aria-label={group.name}>
            {control.groups[0] !== group && <p className="legend">{group.name}</p>}
            {group.links.map((link) => (
              <a
                key={link.name}
                className="opt"
                href={link.href}
                aria-current={link.current ? "page" : undefined}
              >
                {link.name}
              </a>
            ))}
          </nav>
        ))}
      </div>
    </>
  );
}
