import type { ReactNode } from "react";

interface SectionProps {
  readonly id?: string;
  readonly title: string;
  readonly sub?: ReactNode;
  /** Quiet words at the right of the heading: table, CSV. */
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a page under its heading. */
export function Section({ id, title, sub, tools, children }: SectionProps) {
  return (
    <section className="sec" id={id}>
      <div className="sh">
        <div>
          <h2>{title}</h2>
          {sub}
        </div>
        {tools && <div className="tools">{tools}</div>}
      </div>
      {children}
    </section>
  );
}
