import type { ReasonFamily } from "@/lib/domain/reason";
import { REASON_FILLS } from "./swatch";

interface MixBarProps {
  readonly parts: readonly { readonly family: ReasonFamily; readonly share: number }[];
  readonly height: number;
  /** The shares in words. */
  readonly description: string;
}

/** The families side by side to their whole, 1 px apart; as wide as its place. */
export function MixBar({ parts, height, description }: MixBarProps) {
  return (
    <div className="mixbar" role="img" aria-label={description} title={description} style={{ height }}>
      {parts.map(({ family, share }) => (
        <i
          key={family}
          className={family}
          style={{
            flexGrow: share,
            background: REASON_FILLS[family].fill,
            borderColor: REASON_FILLS[family].edge,
          }}
        />
      ))}
    </div>
  );
}
