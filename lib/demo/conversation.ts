import type { Micros } from "@/lib/domain/record";
import { DEMO_SOURCE } from "./demo-users";
import { type Dialogue, type DialogueParts, phrasesIn, writeDialogue } from "./dialogue";
import { playRating, playSurvey } from "./feedback";
import { type HandOff, playHandOff } from "./hand-off";
import { playSecondHandOff, sendHandOff, sendTransfer } from "./hand-off-records";
import type { Phrases } from "./phrases";
import type { Profile } from "./profile";
import { fraction, Random } from "./random";
import { isoOf, type RawConversation, type RawRecord, type Sent, send } from "./raw-record";
import { makeSubject, matterOf, type Subject } from "./subject";
import { TOPICS } from "./topics";

const SECOND = 1_000_000;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;

/** Transcripts are kept of the last two weeks only. */
const FIRST_WEEK_WITH_TRANSCRIPTS = 10;

/** Plays through one conversation and everything that is said about it later; the records in no particular order. */
export function playConversation(profile: Profile): readonly Sent[] {
  return new Play(profile).records();
}

type Kind = "ordinary" | "test" | "untouched" | "never_closed";
type Ending = "contained" | "abandoned" | "handed_off";

class Play {
  private readonly sent: Sent[] = [];
  private readonly random: Random;
  private readonly phrases: Phrases;
  private madeSubject: Subject | null = null;

  constructor(private readonly profile: Profile) {
    this.random = this.stream("conversation");
    this.phrases = phrasesIn(profile.customer.language);
  }

  /** What it is about; made only where somebody puts it into words. */
  private get subject(): Subject {
    const { at, customer } = this.profile;
    this.madeSubject ??= makeSubject(this.stream("subject"), at, customer.language, this.phrases);
    return this.madeSubject;
  }

  /** A stream of random numbers for one part of this conversation. */
  private stream(part: string): Random {
    return new Random(part, this.profile.id);
  }

  records(): readonly Sent[] {
    const kind = this.pickKind();
    const ending = this.pickEnding();
    if (kind === "untouched" || kind === "never_closed") this.sendUnfinished(kind);
    else if (ending === "handed_off") this.sendHandedOff(kind);
    else this.sendWithBotOnly(kind, ending);
    return this.sent;
  }

  private pickKind(): Kind {
    const position = this.random.next();
    if (position < 0.011) return "test";
    if (position < 0.031) return "untouched";
    return position < 0.034 ? "never_closed" : "ordinary";
  }

  private pickEnding(): Ending {
    const { story } = this.profile;
    if (this.random.chance(handOffRateOf(this.profile))) return "handed_off";
    return this.random.chance(story.abandonmentRate) ? "abandoned" : "contained";
  }

  private send(at: Micros, record: RawRecord): void {
    this.sent.push(send(at, record));
  }

  private key(): { source: string; conversationId: string } {
    return { source: DEMO_SOURCE, conversationId: this.profile.id };
  }

  /** The conversation as the bot platform reports it when it is over; telephony sends some of it the next morning. */
  private sendConversation(kind: Kind, endedAt: Micros | null, end: ConversationEnd): void {
    const { profile } = this;
    const random = this.stream("sending");
    const isTest = kind === "test";
    const running: RawConversation = {
      type: "conversation",
      ...this.key(),
      bot: "Wren",
      botVersion: String(profile.version),
      channel: profile.channel,
      language: profile.customer.language,
      queryType: profile.story.queryType ?? undefined,
      startedAt: isoOf(profile.at),
      customerRef: isTest ? undefined : `C${profile.customer.number}`,
      previousConversationId: profile.previous?.id,
      test: isTest ? true : undefined,
      plan: isTest ? undefined : profile.customer.plan,
      region: isTest || random.chance(0.05) ? undefined : profile.customer.region,
    };
    const closed: RawConversation = {
      ...running,
      endedAt: endedAt === null ? undefined : isoOf(endedAt),
      ...end,
    };
    const closedAt = (endedAt ?? profile.at) + random.between(2, 20) * SECOND;
    const delay = random.chance(0.015) ? random.between(1, 30) * HOUR : 0;
    const at = profile.channel === "voice" && random.chance(0.5) ? nextMorning(closedAt) : closedAt + delay;
    if (random.chance(0.02) && endedAt !== null) {
      // Once while it runs and again when it is over.
      const openedAt = profile.at + 30 * SECOND;
      this.send(openedAt, { ...running, outcome: "open", updatedAt: isoOf(openedAt) });
      this.send(at, { ...closed, updatedAt: isoOf(closedAt) });
    } else {
      this.send(at, closed);
    }
  }

  private sendUnfinished(kind: "untouched" | "never_closed"): void {
    const { at } = this.profile;
    if (kind === "untouched") {
      const endedAt = at + this.random.between(60, 300) * SECOND;
      this.sendConversation(kind, endedAt, { outcome: "abandoned", customerMessages: 0, botMessages: 1 });
    } else {
      const customerMessages = this.random.whole(1, 4);
      this.sendConversation(kind, null, { outcome: "open", customerMessages, botMessages: customerMessages });
    }
  }

  private sendWithBotOnly(kind: Kind, ending: "contained" | "abandoned"): void {
    const { profile, random } = this;
    const endedAt = profile.at + random.aroundMedian(ending === "contained" ? 170 : 90, 0.5) * SECOND;
    const exchanged = random.whole(2, 6);
    const failedAttempts = random.chance(0.25) ? random.whole(1, 2) : 0;
    const customerMessages = Math.max(1, ending === "abandoned" ? exchanged - 2 : exchanged);
    const counts = { customerMessages, botMessages: exchanged };
    const knowsOutcome = ending === "abandoned" || random.chance(0.985);
    const dialogue = this.hasTranscript(0.05)
      ? this.writeDialogue(ending, endedAt, this.askedFields())
      : null;
    this.sendConversation(kind, endedAt, {
      outcome: knowsOutcome ? ending : undefined,
      ...(dialogue === null
        ? { ...counts, failedAttempts }
        : { ...countMessages(dialogue), failedAttempts: 0 }),
    });
    if (dialogue !== null) this.sendMessages(dialogue, endedAt);
    if (ending === "contained" && kind === "ordinary") this.sendSurveys(null, endedAt);
  }

  private sendHandedOff(kind: Kind): void {
    const { profile, random } = this;
    const handOff = playHandOff(profile, this.subject, this.stream("hand-off"));
    const endedAt = handOff.connection?.endedAt ?? handOff.requestedAt + random.between(60, 400) * SECOND;
    const dialogue = this.hasTranscript(0.27) ? this.writeDialogue(handOff, endedAt, handOff.fields) : null;
    const exchanged = 1 + handOff.fields.length + handOff.failedAttempts + random.whole(0, 2);
    const isOutcomeKnown = random.chance(0.97);
    this.sendConversation(kind, endedAt, {
      outcome: isOutcomeKnown ? "handed_off" : undefined,
      failedAttempts: handOff.failedAttempts,
      ...(dialogue === null
        ? { customerMessages: exchanged, botMessages: exchanged + 1 }
        : countMessages(dialogue)),
    });
    // A few come from a desk that does not report hand-offs: the conversation's outcome alone tells.
    if (isOutcomeKnown && random.chance(0.005) && dialogue === null) return;
    this.sent.push(...sendHandOff(profile, handOff, dialogue !== null));
    if (dialogue !== null) this.sendMessages(dialogue, endedAt);

    if (handOff.connection === null) {
      if (dialogue === null && random.chance(0.35)) this.tryAgain(kind, handOff, endedAt);
      return;
    }
    if (random.chance(0.07)) this.sent.push(...sendTransfer(profile, handOff, "2"));
    if (kind !== "ordinary") return;
    const rating = playRating(profile, handOff, this.stream("rating"));
    if (rating !== null) {
      const at = Date.parse(rating.ratedAt) * 1000 + random.between(1, 5) * SECOND;
      this.send(at, { ...rating, ...this.key() });
    }
    this.sendSurveys({ handOff, handoffId: "1" }, endedAt);
  }

  /** After a hand-off that reached nobody, over at `endedAt`, the bot hands off a second time. */
  private tryAgain(kind: Kind, first: HandOff, endedAt: Micros): void {
    const { second, sent } = playSecondHandOff(this.profile, this.subject, first, endedAt);
    this.sent.push(sent);
    if (second.connection === null || kind !== "ordinary") return;
    this.sendSurveys({ handOff: second, handoffId: "2" }, second.connection.endedAt);
  }

  /** The surveys after a hand-off that reached somebody, or (null) after a contained conversation. */
  private sendSurveys(
    reached: { readonly handOff: HandOff; readonly handoffId: string } | null,
    endedAt: Micros,
  ): void {
    const random = this.stream("survey");
    const survey = playSurvey(this.profile, reached?.handOff ?? null, endedAt, random);
    if (survey !== null) {
      const { sentAt, answeredAt, record } = survey;
      const sent = {
        type: "survey" as const,
        ...this.key(),
        handoffId: reached?.handoffId,
        sentAt: isoOf(sentAt),
      };
      this.send(sentAt + SECOND, { ...sent });
      if (answeredAt !== null) {
        this.send(answeredAt + SECOND, { ...sent, answeredAt: isoOf(answeredAt), ...record });
      }
    }
    if (random.chance(0.012)) {
      const answeredAt = endedAt + random.between(1, 4) * DAY;
      this.send(answeredAt, {
        type: "survey",
        ...this.key(),
        kind: "nps",
        score: random.pick([10, 10, 9, 9, 8, 8, 7, 6, 4, 0]),
        answeredAt: isoOf(answeredAt),
      });
    }
  }

  private hasTranscript(share: number): boolean {
    const { channel, hour, story } = this.profile;
    return (
      hour.week >= FIRST_WEEK_WITH_TRANSCRIPTS &&
      channel !== "voice" &&
      channel !== "email" &&
      this.phrases.topics[story.queryType ?? ""] !== undefined &&
      fraction("transcript", this.profile.id) < share
    );
  }

  /** What the bot asks for when nothing is handed on. */
  private askedFields(): DialogueParts["fields"] {
    return playHandOff(this.profile, this.subject, this.stream("asked fields")).fields.slice(0, 2);
  }

  private writeDialogue(
    ending: "contained" | "abandoned" | HandOff,
    endedAt: Micros,
    fields: DialogueParts["fields"],
  ): Dialogue | null {
    const queryType = this.profile.story.queryType ?? "";
    const exchange = matterOf(this.phrases.topics[queryType] ?? [], this.subject);
    if (exchange === undefined) return null;
    return writeDialogue(
      {
        phrases: this.phrases,
        exchange,
        attempts: TOPICS[queryType]?.attempts ?? [],
        facts: this.subject.local,
        startedAt: this.profile.at,
        endedAt,
        ending,
        fields,
      },
      this.stream("dialogue"),
    );
  }

  /** Transcripts come in one go when the conversation is over. */
  private sendMessages({ withBot, afterHandOff }: Dialogue, endedAt: Micros): void {
    [...withBot, ...afterHandOff].forEach(({ sender, text, at }, index) => {
      this.send(endedAt + 30 * SECOND, {
        type: "message",
        ...this.key(),
        sequence: index + 1,
        sender,
        text,
        at: isoOf(at),
        handoffId: index < withBot.length ? undefined : "1",
      });
    });
  }
}

type ConversationEnd = Pick<
  RawConversation,
  "outcome" | "customerMessages" | "botMessages" | "failedAttempts"
>;

/** What the bot platform counts: messages before the hand-off. */
function countMessages({ withBot }: Dialogue): Pick<ConversationEnd, "customerMessages" | "botMessages"> {
  return {
    customerMessages: withBot.filter((line) => line.sender === "customer").length,
    botMessages: withBot.filter((line) => line.sender === "bot").length,
  };
}

/** The rate of the topic on this version, wandering a little from week to week and from channel to channel. */
function handOffRateOf({ story, version, hour, channel, customer }: Profile): number {
  const release = story.releaseHandOffRate;
  const rate = release !== undefined && version >= release.from ? release.rate : story.handOffRate;
  const wander = 1 + 0.08 * (fraction("wander", story.queryType ?? "", hour.week) - 0.5);
  const byChannel = channel === "voice" ? 1.15 : channel === "in_app" ? 0.94 : 1;
  return rate * wander * byChannel * (customer.language === "en-GB" ? 1 : 1.06);
}

/** 05:00 UTC on the next morning. */
function nextMorning(at: Micros): Micros {
  return (Math.floor(at / DAY) + 1) * DAY + 5 * HOUR;
}
