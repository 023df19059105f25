interface TipWeek {
  readonly name: string;
  readonly lines: readonly { readonly name: string; readonly share: string; readonly parts: string }[];
}

interface ChartTipProps {
  readonly week: TipWeek;
  /** The middle of the week, and how wide the chart is. */
  readonly x: number;
  readonly width: number;
}

/** What a week says when it is pointed at; the same numbers are in the table behind the chart. */
export function ChartTip({ week, x, width }: ChartTipProps) {
  // Left of the week where there is more room.
  const side = x > width / 2 ? { right: width - x + 12 } : { left: x + 12 };
  return (
    <div className="tip chart-tip" style={side}>
      <b className="semi">{week.name}</b>
      <table>
        <tbody>
          {week.lines.map((line) => (
            <tr key={line.name}>
              <td>{line.name}</td>
              <td className="num semi">{line.share}</td>
              <td className="num">{line.parts}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
