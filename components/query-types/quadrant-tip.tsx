import type { QuadrantPoint } from "@/lib/reports/query-types/prepare-quadrant";

/** A query type that is pointed at, and where its circle is within the chart. */
export interface TipPlace {
  readonly point: QuadrantPoint;
  readonly x: number;
  readonly y: number;
  /** Room to the right of the circle, in pixels. */
  readonly room: number;
}

const WIDTH = 310;
const AWAY = 20;

/** What a circle says when it is pointed at; the same numbers are in the table. */
export function QuadrantTip({ place: { point, x, y, room } }: { place: TipPlace }) {
  const isLeft = room < WIDTH + AWAY;
  return (
    <div
      className="tip at-point"
      aria-hidden="true"
      style={{
        top: y,
        ...(isLeft ? { right: `calc(100% - ${Math.max(WIDTH, x - AWAY)}px)` } : { left: x + AWAY }),
      }}
    >
      <div className="tip-head">
        <b className="semi">{point.name}</b>
        <span className="ink3 num">{point.conversations}</span>
      </div>
      <table>
        <tbody>
          {point.lines.map((line) => (
            <tr key={line.name}>
              <td>{line.name}</td>
              <td className="num semi">{line.share}</td>
              <td className="num">{line.parts}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="ink3">{point.reading}</p>
    </div>
  );
}
