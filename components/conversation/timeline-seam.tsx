import type { TimelineSeam } from "@/lib/reports/conversation/prepare-timeline";

/** A hand-off between two lines: what came across, and what did not. */
export function Seam({ seam, row }: { seam: TimelineSeam; row: number }) {
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
