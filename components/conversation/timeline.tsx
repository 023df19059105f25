import type { Sender } from "@/lib/domain/record";
import type { TimelineItem, TimelineMessage, TimelineSeam } from "@/lib/reports/prepare-timeline";

/** Who said what, one below the other, with every hand-off as a seam through the whole width. */
export function Timeline({ items }: { items: readonly TimelineItem[] }) {
  return (
    <div className="tl">
      {items.map((item, i) =>
        item.kind === "message" ? (
          <Message key={item.key} message={item} row={i + 1} />
        ) : (
          <Seam key={item.key} seam={item} row={i + 1} />
        ),
      )}
    </div>
  );
}

function Message({ message, row }: { message: TimelineMessage; row: number }) {
  const gridRow = { gridRow: row };
  return (
    <>
      {message.time && (
        <time className="num" style={gridRow}>
          {message.time}
        </time>
      )}
      <span className="rail" style={gridRow}>
        <SenderMark sender={message.sender} />
      </span>
      <div className={`msg ${message.sender}`} style={gridRow}>
        <span className="from">{message.from}</span>
        <p>
          {message.runs.map((run, i) =>
            run.redacted ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: runs never move.
              <span key={i} className="cap">
                {run.text}
              </span>
            ) : (
              run.text
            ),
          )}
        </p>
      </div>
    </>
  );
}

/** Sender by shape: customer filled circle, bot hollow square, agent accent square; the system has none. */
function SenderMark({ sender }: { sender: Sender }) {
  if (sender === "system") return null;
  return (
    <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
      {sender === "customer" && <circle cx="5" cy="5" r="4" fill="var(--ink)" />}
      {sender === "bot" && (
        <rect
          x="1.5"
          y="1.5"
          width="7"
          height="7"
          fill="var(--surface)"
          stroke="var(--ink-3)"
          strokeWidth="1.5"
        />
      )}
      {sender === "agent" && <rect x="1" y="1" width="8" height="8" fill="var(--accent)" />}
    </svg>
  );
}

function Seam({ seam, row }: { seam: TimelineSeam; row: number }) {
  return (
    <div className="seam" style={{ gridRow: row }}>
      <div className="facts">
        <span className="semi">{seam.title}</span>
        {seam.time && <span className="num">{seam.time}</span>}
        {seam.facts.map((fact) => (
          <span key={fact} className="ink2">
            {fact}
          </span>
        ))}
      </div>
      {(seam.across || seam.not) && (
        <div className="across">
          <div>
            <span className="micro ink3">Came across</span>
            <p>{seam.across ?? "Nothing that is known"}</p>
          </div>
          <div>
            <span className="micro ink3">Did not</span>
            <p className="semi">{seam.not ?? <span className="ink3">Nothing that is known</span>}</p>
          </div>
        </div>
      )}
    </div>
  );
}
