import Link from "next/link";
import { IngredientTable } from "@/components/context/ingredient-table";
import { LoadTable } from "@/components/context/load-table";
import { RepeatSources } from "@/components/context/repeat-sources";
import { Sentiment } from "@/components/context/sentiment";
import { Section } from "@/components/page/section";
import { TableFiles } from "@/components/page/table-files";
import { Tabs } from "@/components/page/tabs";
import { MetricSection } from "@/components/tables/metric-section";
import { formatWeek } from "@/lib/metrics/format-time";
import {
  type ContextAddress,
  contextHref,
  contextParameters,
  SENTIMENT_BY,
} from "@/lib/reports/context/context-address";
import {
  ARRIVAL,
  type ContextOverview,
  REPEAT_BY_CHANNEL,
  REPEAT_BY_FIELD,
  SENTIMENT,
} from "@/lib/reports/context/context-overview";
import { prepareSentiment } from "@/lib/reports/context/prepare-context";
import { prepareIngredients } from "@/lib/reports/context/prepare-ingredients";
import { prepareLoad } from "@/lib/reports/context/prepare-load";
import { prepareRepeatSources } from "@/lib/reports/context/prepare-repeat-sources";
import { byDenominator } from "@/lib/reports/report/metric-table";
import { dimensionName } from "@/lib/reports/report/prepare-names";
import { tableFiles } from "@/lib/reports/tables/table-address";

interface ContextBodyProps {
  readonly overview: ContextOverview;
  readonly address: ContextAddress;
}

const MOST_ROWS = 15;

const SENTIMENT_TITLES = {
  context_useful_rate: "Useful",
  context_partly_rate: "Partly",
  context_not_useful_rate: "Not useful",
  context_used_rate: "Used",
  context_skimmed_rate: "Skimmed",
  context_ignored_rate: "Ignored",
};

const ARRIVAL_TITLES = {
  arrived_context_rate: "Anything",
  arrived_transcript_rate: "Transcript",
  arrived_summary_rate: "Summary",
  arrived_reason_rate: "Reason",
  structured_pass_rate: "Details in fields",
  arrived_in_time_rate: "In time",
};

/** The sections of the page of context. */
export function ContextBody({ overview, address }: ContextBodyProps) {
  const { period, total } = overview;
  const { filters, sentimentBy } = address;
  const scope = { period, filters };
  const parameters = contextParameters({ ...address, week: null, weeks: null, period });
  const files = (table: string, name: string) => (
    <TableFiles files={tableFiles(table, parameters)} name={name} />
  );
  return (
    <>
      <Section
        id="sentiment"
        title="What agents say"
        sub={
          <p className="sub">
            Ratings as sums of five or more, of three agents or more. Changes against the days compared with.
          </p>
        }
      >
        <Sentiment view={prepareSentiment(overview, scope)} />
      </Section>
      <Section
        id="ingredients"
        title="What goes with a useful context"
        sub={
          <p className="sub honest">
            Hand-offs with and without each ingredient, and the difference with its 95% interval. It says what
            goes together, not what causes what: hand-offs that lack one thing often lack another.{" "}
            {address.isHeld
              ? "Differences are taken within each query type that has both and averaged (Mantel–Haenszel, interval by Sato), so that a mix of query types does not make them."
              : "Query types differ, too: hold them still to see what remains."}
          </p>
        }
        tools={files("context-ingredients", "What goes with a useful context")}
      >
        <Tabs
          label="How ingredients are compared"
          place="above"
          tabs={[false, true].map((isHeld) => ({
            text: isHeld ? "Within query types" : "All together",
            href: contextHref(address, { isHeld }, "ingredients"),
            current: isHeld === address.isHeld,
          }))}
        />
        <IngredientTable ingredients={prepareIngredients(overview, scope)} />
      </Section>
      <MetricSection
        id="by"
        title={`What agents say by ${dimensionName(sentimentBy).toLowerCase()}`}
        files={tableFiles("context-sentiment", parameters)}
        metrics={{
          head: dimensionName(sentimentBy),
          dimension: sentimentBy,
          metrics: SENTIMENT,
          titles: SENTIMENT_TITLES,
          total,
          rows: overview.sentiment,
          scope,
          sizeOf: byDenominator("rating_coverage"),
          most: MOST_ROWS,
        }}
      >
        <Tabs
          label="Split by"
          place="above"
          tabs={SENTIMENT_BY.map((by) => ({
            text: dimensionName(by),
            href: contextHref(address, { sentimentBy: by }, "by"),
            current: by === sentimentBy,
          }))}
        />
      </MetricSection>
      <Section
        id="load"
        title="What arrived under load"
        sub={
          <p className="sub honest">
            Hours with about as many hand-offs, the quietest first. The load of an hour is how many hand-offs
            began in it, over all filters. An integration that fails when it is busy shows as a fall.
          </p>
        }
        tools={files("context-load", "What arrived under load")}
      >
        <LoadTable view={prepareLoad(overview, scope)} />
      </Section>
      <MetricSection
        id="arrival"
        title="What arrived, by channel"
        files={tableFiles("context-arrival", parameters)}
        metrics={{
          head: "Channel",
          dimension: "channel",
          metrics: ARRIVAL,
          titles: ARRIVAL_TITLES,
          total,
          rows: overview.arrivalByChannel,
          scope,
          sizeOf: byDenominator("arrived_context_rate"),
        }}
      />
      <MetricSection
        id="arrival-weeks"
        title="What arrived, week by week"
        files={tableFiles("context-arrival-weeks", parameters)}
        metrics={{
          head: "Week",
          dimension: "week",
          metrics: ARRIVAL,
          titles: ARRIVAL_TITLES,
          total: null,
          rows: overview.arrivalByWeek,
          scope,
          nameOf: formatWeek,
        }}
      />
      <MetricSection
        id="fields"
        title="Asked again, by field"
        sub={<p className="sub">Of the details that the bot had captured, over all query types.</p>}
        files={tableFiles("context-fields", parameters)}
        metrics={{
          head: "Field",
          dimension: "field",
          metrics: REPEAT_BY_FIELD,
          total,
          rows: overview.fields,
          scope,
          sizeOf: byDenominator("field_reask_rate"),
          most: MOST_ROWS,
        }}
      />
      <Section
        id="sources"
        title="Who says that something was asked again"
        sub={
          <p className="sub">
            Several may say it of one hand-off; any yes counts. What transcripts say is explained line by line
            on each conversation;{" "}
            <Link className="link" href="/settings/phrases">
              phrases
            </Link>{" "}
            say what counts as asking.
          </p>
        }
      >
        <RepeatSources view={prepareRepeatSources(total, scope)} />
      </Section>
      <MetricSection
        id="channels"
        title="Repeat information, by channel"
        files={tableFiles("context-channels", parameters)}
        metrics={{
          head: "Channel",
          dimension: "channel",
          metrics: REPEAT_BY_CHANNEL,
          total,
          rows: overview.channels,
          scope,
          sizeOf: byDenominator("repeat_information_rate"),
        }}
      />
    </>
  );
}
