import { QuietForm } from "@/components/forms/quiet-form";
import type { Sender } from "@/lib/domain/record";
import type { TextRun, TimelineMessage } from "@/lib/reports/conversation/prepare-timeline";
import type { TimelineMark } from "@/lib/reports/conversation/timeline-marks";
import type { RejectAction } from "./timeline";
import { cutAt } from "./timeline-search";

interface MessageProps {
  readonly message: TimelineMessage;
  readonly row: number;
  /** What is searched for. */
  readonly wanted: string;
  readonly isCurrent: boolean;
  readonly reject: RejectAction | undefined;
}

/** One line of the transcript, with what it shows below it. */
export function Message({ message, row, wanted, isCurrent, reject }: MessageProps) {
  const gridRow = { gridRow: row };
  const asked = message.marks.find(({ kind, words }) => kind === "again" && words !== null)?.words ?? null;
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
      <div
        className={`msg ${message.sender}${isCurrent ? " current" : ""}`}
        id={`line-${message.sequence}`}
        style={gridRow}
      >
        <span className="from">{message.from}</span>
        <p>
          {message.runs.map((run, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: runs never move.
            <Run key={i} run={run} asked={asked} wanted={wanted} />
          ))}
        </p>
        {message.marks.map((mark) => (
          <Mark key={mark.key} mark={mark} reject={reject} />
        ))}
      </div>
    </>
  );
}

function Run({ run, asked, wanted }: { run: TextRun; asked: string | null; wanted: string }) {
  if (run.redacted) return <span className="cap">{highlighted(run.text, wanted)}</span>;
  const at = asked === null ? -1 : run.text.indexOf(asked);
  if (asked === null || at < 0) return highlighted(run.text, wanted);
  return (
    <>
      {highlighted(run.text.slice(0, at), wanted)}
      <span className="re">{highlighted(asked, wanted)}</span>
      {highlighted(run.text.slice(at + asked.length), wanted)}
    </>
  );
}

function highlighted(text: string, wanted: string) {
  return cutAt(text, wanted).map((part, i) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: parts never move.
    part.hit ? <mark key={i}>{part.text}</mark> : part.text,
  );
}

const STYLES = { again: "note", maybe: "note maybe", failed: "sys" } as const;

/** What a line shows; why, on hover and on focus. */
function Mark({ mark, reject }: { mark: TimelineMark; reject: RejectAction | undefined }) {
  const { finding } = mark;
  const why = `why-${mark.key.replace(/\W+/g, "-")}`;
  return (
    <div className={finding?.rejected ? "note rejected" : STYLES[mark.kind]}>
      <button type="button" className="why-note" aria-describedby={why}>
        {mark.label}
      </button>
      <span role="tooltip" id={why} className="why-tip small">
        {mark.explanation}
      </span>
      {finding && reject && (
        <QuietForm
          action={reject}
          label={finding.rejected ? "It is a repeat after all" : "Not a repeat"}
          hidden={{
            handoff: finding.handoffId,
            field: finding.field,
            sequence: String(finding.sequence),
            rule: finding.rule,
            rejected: String(finding.rejected),
          }}
        >
          {finding.rejected ? "It is a repeat" : "Not a repeat"}
        </QuietForm>
      )}
    </div>
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
