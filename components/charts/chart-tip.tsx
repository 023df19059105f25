interface TipWeek {
  readonly name: string;
  readonly lines: readonly { readonly name: string; readonly share: string; readonly parts: string }[];
}

interface ChartTipProps {
  readonly active?: boolean;
  readonly payload?: readonly { readonly payload: TipWeek }[];
}

/** What a week says when it is pointed at; the same numbers are in the table behind the chart. */
export function ChartTip({ active, payload }: ChartTipProps) {
  const week = payload?.[0]?.payload;
  if (!active || !week) return null;
  return (
    <div className="tip">
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
