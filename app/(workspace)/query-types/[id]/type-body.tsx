import Link from "next/link";
import { ConversationTable } from "@/components/conversation/conversation-table";
import { NumberCard } from "@/components/metrics/number-card";
import { Section } from "@/components/page/section";
import { TableFiles } from "@/components/page/table-files";
import { PictureButton } from "@/components/pictures/picture-button";
import { AttemptsKey, AttemptsTable } from "@/components/query-types/attempts-table";
import { CsatTable } from "@/components/query-types/csat-table";
import { FieldTable } from "@/components/query-types/field-table";
import { LastWords } from "@/components/query-types/last-words";
import { RuleTable } from "@/components/query-types/rule-table";
import { TypeTrend } from "@/components/query-types/type-trend";
import { VersionTable } from "@/components/query-types/version-table";
import { ReasonTable } from "@/components/reasons/reason-table";
import { NULL_FILTER } from "@/lib/metrics/dimensions";
import { formatDays } from "@/lib/metrics/format-time";
import { type PeriodScope, rowsAddress } from "@/lib/reports/conversations/rows-address";
import { filtersText } from "@/lib/reports/notes/prepare-frozen";
import { prepareAttempts } from "@/lib/reports/query-types/prepare-query-type-attempts";
import { prepareCsat } from "@/lib/reports/query-types/prepare-query-type-csat";
import { prepareFields } from "@/lib/reports/query-types/prepare-query-type-fields";
import type { QueryTypeHead } from "@/lib/reports/query-types/prepare-query-type-head";
import { prepareQueryTypeTrend } from "@/lib/reports/query-types/prepare-query-type-trend";
import { prepareVersions } from "@/lib/reports/query-types/prepare-query-type-versions";
import { selectionParameters } from "@/lib/reports/query-types/query-type-address";
import type { QueryTypeDetail } from "@/lib/reports/query-types/query-type-detail";
import {
  type QueryTypeAddress,
  queryTypeParameters,
} from "@/lib/reports/query-types/query-type-detail-address";
import type { QueryTypeRowsShown } from "@/lib/reports/query-types/query-type-rows";
import { prepareReasonsPage } from "@/lib/reports/reasons/prepare-reasons-page";
import type { ReasonsOverview } from "@/lib/reports/reasons/reasons";
import { tableFiles } from "@/lib/reports/tables/table-address";

interface TypeBodyProps {
  readonly head: QueryTypeHead;
  readonly detail: QueryTypeDetail;
  readonly reasons: ReasonsOverview | null;
  readonly rows: QueryTypeRowsShown;
  readonly address: QueryTypeAddress;
  /** The query type over the days and filters of the page. */
  readonly scope: PeriodScope;
}

/** Everything about one query type below its head, from what to do down to the conversations. */
export function TypeBody({ head, detail, reasons, rows, address, scope }: TypeBodyProps) {
  const { values } = detail.total;
  const { attempts, fields } = detail.numbers;
  const reasonsPage = reasons && prepareReasonsPage(reasons, scope);
  const fieldTable = prepareFields(detail.journeys, fields, values.hand_offs?.value ?? 0, scope);
  const attemptsTable = prepareAttempts(attempts, scope);
  const versions = prepareVersions(detail.versions, address, scope);
  const parameters = queryTypeParameters({ ...address, week: null, period: scope.period });
  const files = (table: string) =>
    tableFiles(table, [["type", address.queryType ?? NULL_FILTER], ...parameters]);
  const selection = selectionParameters({ week: null, ...scope });
  const about = `${formatDays(scope.period.from, scope.period.to)} · ${filtersText(scope.filters)}`;
  return (
    <>
      <section className="sec four" aria-label="Numbers">
        <h2 className="sr">Numbers</h2>
        <div className="cards">
          {head.cards.map((card) => (
            <NumberCard key={card.numbers[0].metric} card={card} />
          ))}
        </div>
        <p className="sub">
          Changes are against the same number of days before. Lines: twelve weeks, the last of these days
          marked.
        </p>
      </section>
      <Section
        id="verdict"
        title="What to do"
        sub={<p className="sub">The rules from top to bottom; the first that holds is the verdict.</p>}
        tools={<TableFiles files={files("query-type-rules")} name="What to do" />}
      >
        <RuleTable rules={head.rules} />
      </Section>
      <TypeTrend
        chart={prepareQueryTypeTrend(detail, address, scope)}
        address={address}
        files={files("query-type-trend")}
        about={about}
      />
      {reasonsPage && (
        <Section
          id="reasons"
          title="Reasons"
          sub={
            <p className="sub">Of the first hand-off, down to codes and to what the platform called them.</p>
          }
          tools={<TableFiles files={tableFiles("reasons", selection)} name="Reasons" />}
        >
          <ReasonTable page={reasonsPage} />
        </Section>
      )}
      <Section
        id="fields"
        title="Captured fields"
        sub={<p className="sub">From what the bot collected to what an agent asked again.</p>}
        tools={
          fieldTable.rows.length > 0 && (
            <TableFiles files={files("query-type-fields")} name="Captured fields" />
          )
        }
      >
        {fieldTable.rows.length > 0 ? (
          <FieldTable table={fieldTable} />
        ) : (
          <p className="ink3">The records name no captured field in these hand-offs.</p>
        )}
      </Section>
      <div className="sec two">
        <Section
          id="attempts"
          title="Failed attempts before the hand-off"
          tools={
            attemptsTable && (
              <>
                <TableFiles files={files("query-type-attempts")} name="Failed attempts" />
                <PictureButton
                  of="attempts"
                  title="Failed attempts before the hand-off"
                  about={about}
                  fileName="baton-attempts"
                />
              </>
            )
          }
        >
          {attemptsTable ? (
            <div data-picture>
              <AttemptsTable table={attemptsTable} />
              <AttemptsKey known={attemptsTable.known} />
            </div>
          ) : (
            <p className="ink3">No hand-off of these days says after how many failed attempts it came.</p>
          )}
        </Section>
        <Section id="words" title="What customers wrote last before the hand-off">
          {rows.words.length > 0 ? (
            <LastWords words={rows.words} />
          ) : (
            <p className="ink3">
              The most recent hand-offs have no transcript, or none of the customer’s words before the
              hand-off.
            </p>
          )}
        </Section>
      </div>
      <Section
        id="csat"
        title="CSAT after a hand-off and contained"
        tools={<TableFiles files={files("query-type-csat")} name="CSAT" />}
      >
        <CsatTable comparison={prepareCsat(values, scope)} />
      </Section>
      <Section
        id="versions"
        title="Versions"
        sub={
          versions && (
            <p className="sub">
              {versions.days}, whatever version the page is filtered by. Same mix: what is left of the
              difference with the mix of channels and languages held still. Versions ran one after the other:
              anything else that changed meanwhile is in it too.
            </p>
          )
        }
        tools={versions && <TableFiles files={files("query-type-versions")} name="Versions" />}
      >
        {versions ? (
          <VersionTable table={versions} />
        ) : (
          <p className="ink3">There are not two versions with enough conversations to compare.</p>
        )}
      </Section>
      <Section
        id="conversations"
        title="Conversations"
        sub={<p className="sub">The most recent that were handed off</p>}
        tools={
          <>
            <TableFiles
              files={tableFiles("conversations", [
                ["metric", "hand_off_rate"],
                ["part", "numerator"],
                ...selection,
              ])}
              name="All handed off"
            />
            <Link href={rowsAddress(scope, "hand_off_rate", "numerator")} prefetch={false}>
              All handed off
            </Link>
            <Link href={rowsAddress(scope, "conversations", "numerator")} prefetch={false}>
              All conversations
            </Link>
          </>
        }
      >
        {rows.list.rows.length > 0 ? (
          <ConversationTable list={rows.list} />
        ) : (
          <p className="ink3">None was handed off.</p>
        )}
      </Section>
    </>
  );
}
