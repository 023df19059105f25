import Link from "next/link";
import { Parts } from "@/components/metrics/parts";
import { Withheld } from "@/components/metrics/withheld";
import type { ConversationView } from "@/lib/reports/conversation/prepare-conversation";
import type { JourneyText } from "@/lib/reports/journeys/prepare-journey";
import type { RatingSums } from "@/lib/reports/privacy/rating-sums";
import type { PreparedSurvey } from "@/lib/reports/satisfaction/prepare-survey";
import { Facts } from "./facts";

/** What stands beside the timeline: survey, rating, times, journey. */
export function Beside({
  view,
  sums,
  journey,
  rateHref,
}: {
  view: ConversationView;
  sums: RatingSums | null;
  journey: JourneyText | null;
  /** Where the reader can rate it; null for everybody but the agents whose hand-off it is. */
  rateHref: string | null;
}) {
  return (
    <aside className="beside" aria-label="Survey, rating, times">
      {view.surveys.map((survey) => (
        <Survey key={survey.key} survey={survey} />
      ))}
      {view.surveys.length === 0 && (
        <section>
          <h2>Customer survey</h2>
          <p className="small ink3">None has arrived.</p>
        </section>
      )}
      <Ratings view={view} sums={sums} />
      {rateHref && view.ownRatings.length === 0 && (
        <section>
          <h2>Your rating</h2>
          <p className="small ink3">You have not rated this hand-off.</p>
          <p className="small">
            <Link className="link" href={rateHref}>
              Rate hand-offs
            </Link>
          </p>
        </section>
      )}
      <section>
        <h2>Times</h2>
        <Facts facts={view.times} />
      </section>
      <Journey view={view} journey={journey} />
    </aside>
  );
}

/** Where the customer was before, in this contact, and afterwards. */
function Journey({ view, journey }: { view: ConversationView; journey: JourneyText | null }) {
  return (
    <section>
      <h2>Journey</h2>
      <Contacts name="Earlier contact" contacts={journey?.earlier ?? []} />
      <ol className="stations">
        {view.stations.map((station) => (
          <li key={`${station.text} ${station.time}`}>
            <span>{station.text}</span>
            <span className="ink3 num">{station.time}</span>
          </li>
        ))}
      </ol>
      <Contacts name="Later contact" contacts={journey?.later ?? []} />
      {journey?.none && <p className="small ink3">{journey.none}</p>}
    </section>
  );
}

function Contacts({ name, contacts }: { name: string; contacts: JourneyText["later"] }) {
  if (contacts.length === 0) return null;
  return (
    <ol className="contacts">
      {contacts.map((contact) => (
        <li key={contact.key}>
          <span className="micro ink3">
            {name} <span className="num">{contact.time}</span>
          </span>
          <Link className="quiet-link" href={contact.href} prefetch={false}>
            {contact.text}
          </Link>
          <span className="small ink3">{contact.note}</span>
        </li>
      ))}
    </ol>
  );
}

function Survey({ survey }: { survey: PreparedSurvey }) {
  return (
    <section>
      <h2>{survey.title}</h2>
      {survey.steps ? (
        <span className="marks" role="img" aria-label={survey.scoreText}>
          {survey.steps.map(({ step, given }) => (
            <i key={step} className={given ? "on" : undefined}>
              {step}
            </i>
          ))}
        </span>
      ) : (
        <p>{survey.scoreText}</p>
      )}
      {survey.comment && <p className="quote">“{survey.comment}”</p>}
      <Facts facts={survey.facts} />
    </section>
  );
}

function Ratings({ view, sums }: { view: ConversationView; sums: RatingSums | null }) {
  if (view.ownRatings.length === 0 && !view.hasPrivateRatings) return null;
  return (
    <>
      {view.ownRatings.map((rating) => (
        <section key={rating.key}>
          <h2>Your rating</h2>
          <Facts facts={rating.facts} />
          {rating.comment && <p className="quote">“{rating.comment}”</p>}
        </section>
      ))}
      {view.hasPrivateRatings && (
        <section>
          <h2>Agent’s rating</h2>
          <p>
            <span className="withheld">withheld</span>
          </p>
          <p className="small ink3 private-note">
            Ratings are shown only as sums of five or more.{sums && ` ${sums.title}:`}
          </p>
          {sums && (
            <dl className="dl">
              {sums.numbers.map(({ label, number }) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd className="nn">
                    {number.value === null ? (
                      number.withheld && <Withheld withheld={number.withheld} />
                    ) : (
                      <>
                        {number.value} · <Parts number={number} />
                      </>
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </section>
      )}
    </>
  );
}
