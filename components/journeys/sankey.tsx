import type { CSSProperties } from "react";
import {
  SANKEY_NODE,
  SANKEY_WIDTH,
  type SankeyChart,
  type SankeyNode,
} from "@/lib/reports/journeys/prepare-sankey";

/** Transitions as ribbons between channels, each leading to its conversations. Redrawn to any width, without scripts. */
export function Sankey({ chart, name }: { chart: SankeyChart; name: string }) {
  const { height, columns, nodes, ribbons, claim, text } = chart;
  return (
    <figure className="sankey" aria-label={name}>
      {claim && (
        <p className="sankey-claim">
          <b className="semi">{claim.claim}</b> {claim.detail && <span className="ink2">{claim.detail}</span>}
        </p>
      )}
      <div className="sankey-columns" aria-hidden="true">
        {columns.map((column, i) => (
          <span
            key={column.name}
            className={`micro ink3 ${i === 0 ? "first" : i === columns.length - 1 ? "last" : "middle"}`}
            style={{ "--x": column.x } as CSSProperties}
          >
            {column.name}
          </span>
        ))}
      </div>
      <div className="sankey-plot" style={{ height }}>
        <svg viewBox={`0 0 ${SANKEY_WIDTH} ${height}`} preserveAspectRatio="none" aria-hidden="true">
          {ribbons.map((ribbon) => (
            <a key={ribbon.key} href={ribbon.href} className="ribbon" tabIndex={-1}>
              <title>{ribbon.title}</title>
              {ribbon.bands.map((band) => (
                <path key={band.kind} d={band.path} className={band.kind} />
              ))}
            </a>
          ))}
          {nodes.map((node) => (
            <rect
              key={node.key}
              x={node.x * SANKEY_WIDTH}
              y={node.y}
              width={SANKEY_NODE}
              height={node.height}
              fill="var(--ink)"
            />
          ))}
        </svg>
        {nodes.map((node) => (
          <NodeName key={node.key} node={node} />
        ))}
      </div>
      <figcaption className="sr">{text}</figcaption>
    </figure>
  );
}

function NodeName({ node }: { node: SankeyNode }) {
  return (
    <span
      className={`sankey-name small ${node.column}`}
      style={{ top: node.y + node.height / 2, "--x": node.x } as CSSProperties}
      aria-hidden="true"
    >
      {node.name} <span className="num ink2">{node.count}</span>
    </span>
  );
}

const CONTEXT_KEY = [
  ["whole", "The whole context went along"],
  ["part", "Some or all of it did not"],
  ["unknown", "Nobody says"],
] as const;
const RETURN_KEY = [
  ["same", "Came back in the same channel"],
  ["other", "In another one"],
] as const;

/** What the bands of the ribbons mean. */
export function SankeyKey({ hasContext }: { hasContext: boolean }) {
  return (
    <ul className="key sankey-key">
      {(hasContext ? CONTEXT_KEY : RETURN_KEY).map(([kind, words]) => (
        <li key={kind}>
          <span className={`patch ${kind}`} /> {words}
        </li>
      ))}
      <li>A ribbon is as wide as it is frequent, and leads to its conversations.</li>
    </ul>
  );
}
