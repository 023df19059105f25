import { SANKEY_NODE, SANKEY_WIDTH, type SankeyChart, type SankeyNode } from "@/lib/reports/prepare-sankey";

/** Transitions as ribbons between channels, each leading to its conversations. Redrawn to any width, without scripts. */
export function Sankey({ chart, name }: { chart: SankeyChart; name: string }) {
  const { height, columns, nodes, ribbons, text } = chart;
  return (
    <figure className="sankey" aria-label={name}>
      <div className="sankey-columns" aria-hidden="true">
        {columns.map((column, i) => (
          <span
            key={column.name}
            className={i === columns.length - 1 ? "micro ink3 end" : "micro ink3"}
            style={i === columns.length - 1 ? { right: 0 } : { left: `${column.x * 100}%` }}
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
  const side = node.isLast
    ? { right: `calc(${(1 - node.x) * 100}% + 8px)` }
    : { left: `calc(${node.x * 100}% + 1.2% + 6px)` };
  return (
    <span className="sankey-name small" style={{ top: node.y + node.height / 2, ...side }} aria-hidden="true">
      {node.name} <span className="num ink2">{node.count}</span>
    </span>
  );
}

/** What the bands of the ribbons mean. */
export function SankeyKey({ hasContext }: { hasContext: boolean }) {
  return (
    <ul className="key sankey-key">
      {hasContext && (
        <>
          <li>
            <span className="patch whole" /> The whole context went along
          </li>
          <li>
            <span className="patch part" /> Some or all of it did not
          </li>
        </>
      )}
      <li>
        <span className="patch unknown" />{" "}
        {hasContext ? "Nobody says" : "No record says what a bot knows of an earlier contact"}
      </li>
      <li>A ribbon is as wide as it is frequent, and leads to its conversations.</li>
    </ul>
  );
}
