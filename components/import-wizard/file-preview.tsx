import { ScrollRegion } from "@/components/tables/scroll-region";
import type { FileView } from "@/lib/reports/import-wizard/prepare-import-draft";

/** The first rows of a file as they are understood. */
export function FilePreview({ file }: { file: FileView }) {
  if (file.preview.length === 0) return null;
  return (
    <ScrollRegion label={`First rows of ${file.name}, table`} kind="wide">
      <table className="tbl roomy texts">
        <thead>
          <tr>
            <th scope="col">First rows</th>
            <th scope="col">Become</th>
            <th scope="col">Which says</th>
          </tr>
        </thead>
        <tbody>
          {file.preview.map((record) => (
            <tr key={record.id}>
              <td className="num ink2">{record.row}</td>
              <th scope="row">{record.type}</th>
              <td className="text">
                {record.keys}
                {record.refused && <span className="nn sub worse">Refused: {record.refused}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
