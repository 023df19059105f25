import Link from "next/link";
import { Bridge } from "@/components/charts/bridge";
import { BridgeEffects } from "@/components/charts/bridge-effects";
import { Section } from "@/components/page/section";
import { TableFiles } from "@/components/page/table-files";
import { PictureButton } from "@/components/pictures/picture-button";
import { ScrollRegion } from "@/components/tables/scroll-region";
import type { TableFiles as Files } from "@/lib/reports/tables/table-address";
import type { EffectRow, MixRateChart } from "@/lib/reports/weekly/prepare-mix-rate";

interface WhyProps {
  readonly chart: MixRateChart;
  readonly files: Files;
  /** Days and filters, for the picture. */
  readonly about: string;
}

/** Mix against rate: as steps from week to week, and by query type. */
export function WhyRateChanged({ chart, files, about }: WhyProps) {
  return (
    <Section
      id="why"
      title="Why the hand-off rate changed"
      sub={
        <p className="sub">
          Mix: customers asked about other things. Rate: the same question was handed off more or less often.
          Points add up exactly.
        </p>
      }
      tools={
        <>
          <TableFiles files={files} name="Why the hand-off rate changed" />
          <PictureButton
            of="why"
            title="Why the hand-off rate changed"
            about={about}
            fileName="baton-mix-and-rate"
          />
        </>
      }
    >
      <div className="two why" data-picture>
        <div>
          <Bridge chart={chart} />
          <p className="small ink2 why-sentence">
            {chart.verdict} {chart.sentence}
          </p>
        </div>
        <ScrollRegion label="Mix and rate by query type, table">
          <table className="tbl effects-table">
            <thead>
              <tr>
                <th scope="col">Query type</th>
                <th scope="col" className="wide-only">
                  Share, %
                </th>
                <th scope="col" className="wide-only">
                  Its hand-off rate, %
                </th>
                <th scope="col">
                  <span className="key effects-key">
                    <span>
                      <i className="rate" />
                      rate
                    </span>
                    <span>
                      <i className="mix" />
                      mix
                    </span>
                  </span>
                </th>
                <th scope="col" className="r wide-only">
                  Rate
                </th>
                <th scope="col" className="r wide-only">
                  Mix
                </th>
                <th scope="col" className="r">
                  Points
                </th>
              </tr>
            </thead>
            <tbody>
              {chart.rows.map((row) => (
                <Row key={row.key} row={row} scale={chart.scale} />
              ))}
              <Row row={chart.total} scale={null} />
            </tbody>
          </table>
        </ScrollRegion>
      </div>
    </Section>
  );
}

interface RowProps {
  readonly row: EffectRow;
  /** Null for the total, which has no bars. */
  readonly scale: MixRateChart["scale"] | null;
}

function Row({ row, scale }: RowProps) {
  return (
    <tr className={scale === null ? "all" : undefined}>
      <th scope="row" className={row.href === null ? "name plain" : "name"}>
        {row.href === null ? (
          row.name
        ) : (
          <Link href={row.href} prefetch={false}>
            {row.name}
          </Link>
        )}
      </th>
      <td className="num ink2 wide-only">{row.shares}</td>
      <td className="num ink2 wide-only">{row.rates}</td>
      <td>{scale && <BridgeEffects rate={row.rate} mix={row.mix} scale={scale} />}</td>
      <td className="r wide-only">{row.rateText}</td>
      <td className="r wide-only">{row.mixText}</td>
      <td className="r semi">{row.pointsText}</td>
    </tr>
  );
}
