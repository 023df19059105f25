import type { ReactNode } from "react";
import "./definitions.css";

interface UnfoldingProps {
  /** Its anchor. A browser that is led to it unfolds the entry by itself, without a script. */
  readonly id: string;
  readonly label: string;
  /** What it means, in a sentence: shown folded, too. */
  readonly text: string;
  /** What stands at the right: the number. */
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}

/** An entry of the handbook: its name and one sentence, and the rest unfolded. */
export function Unfolding({ id, label, text, beside, children }: UnfoldingProps) {
  return (
    // The browser may have unfolded it before the script came: that is no mistake of the page.
    <details suppressHydrationWarning className="definition">
      <summary>
        <h3>{label}</h3>
        <span className="says">{text}</span>
        <span className="beside num">{beside}</span>
      </summary>
      <div className="rest" id={id}>
        {children}
      </div>
    </details>
  );
}
