import { ScrollRegion } from "@/components/tables/scroll-region";
import type { ImportView } from "@/lib/reports/data/prepare-imports";

/** The refused records of one import, in the order of its lines. */
export function ImportRefused({ view }: { view: ImportView }) {
  return (
    <ScrollRegion label="Refused records, table" kind="wide">
      <table className="tbl roomy texts">
        <thead>
          <tr>
            <th scope="col" className="r">
              Line
            </th>
            <th scope="col">Error</th>
            <th scope="col">Type</th>
            <th scope="col">Conversation</th>
            <th scope="col">Key</th>
            <th scope="col">Message</th>
            <th scope="col">What to do</th>
          </tr>
        </thead>
        <tbody>
          {view.refused.map((rejection) => (
            <tr key={rejection.line}>
              <td className="r">{rejection.line}</td>
              <th scope="row">{rejection.code}</th>
              <td className="ink2">{rejection.type ?? "–"}</td>
              <td className="ink2">{rejection.conversationId ?? "–"}</td>
              <td className="ink2">{rejection.path || "–"}</td>
              <td className="text">{rejection.message}</td>
              <td className="ink2 text">{rejection.whatToDo}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
