import { Brand } from "@/components/shell/brand";

interface PrintHeadProps {
  readonly title: string;
  /** Days and filters, as of when, time zone. */
  readonly lines: readonly string[];
  /** Everything on the page was generated. */
  readonly isDemo: boolean;
}

/** The head of a printed page, in place of everything that is there to be pressed. Not seen on the screen. */
export function PrintHead({ title, lines, isDemo }: PrintHeadProps) {
  return (
    <div className="print-head" aria-hidden="true">
      <div>
        <p className="print-title">{title}</p>
        {lines.map((line) => (
          <p key={line} className="small ink2">
            {line}
          </p>
        ))}
      </div>
      <div className="print-brand">
        <span className="brand">
          <Brand />
        </span>
        {isDemo && <span className="demo-print">Generated demo data</span>}
      </div>
    </div>
  );
}
