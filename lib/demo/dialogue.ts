import type { Micros } from "@/lib/domain/record";
import type { HandedField, HandOff } from "./hand-off";
import { fillIn, type Phrases } from "./phrases";
import { GERMAN } from "./phrases-de";
import { ENGLISH } from "./phrases-en";
import { FRENCH } from "./phrases-fr";
import type { Random } from "./random";
import type { Facts } from "./subject";
import type { Exchange } from "./topics";

/** The phrases of a language. */
export function phrasesIn(language: string): Phrases {
  if (language === "de-DE") return GERMAN;
  return language === "fr-FR" ? FRENCH : ENGLISH;
}

export interface Line {
  readonly sender: "customer" | "bot" | "agent" | "system";
  readonly text: string;
  readonly at: Micros;
}

/** The two parts of a dialogue: with the bot, and after the hand-off. */
export interface Dialogue {
  readonly withBot: readonly Line[];
  readonly afterHandOff: readonly Line[];
}

export interface DialogueParts {
  readonly phrases: Phrases;
  readonly exchange: Exchange;
  /** What the bot does by itself. */
  readonly attempts: readonly string[];
  readonly facts: Facts;
  readonly startedAt: Micros;
  readonly endedAt: Micros;
  readonly ending: "contained" | "abandoned" | HandOff;
  /** What the customer told the bot: the fields of the hand-off, or what the bot asked for. */
  readonly fields: readonly Pick<HandedField, "name" | "value">[];
}

/** A line before it has a time: seconds after the line before, to be stretched to the length of its part. */
interface Draft {
  readonly sender: Line["sender"];
  readonly text: string;
  readonly pause: number;
}

const HONOURED_WITHIN = 60_000_000;
/** What the bot needs to say that it passes the customer on. */
const HAND_OVER_TIME = 2_000_000;

/** Writes down who said what, in the order in which the records say it happened. */
export function writeDialogue(parts: DialogueParts, random: Random): Dialogue {
  const { ending, startedAt, endedAt } = parts;
  const writer = new Writer(parts, random);
  if (ending === "contained" || ending === "abandoned") {
    writer.talkWithBot(0);
    if (ending === "contained") writer.solveByBot();
    else writer.leave();
    return { withBot: spread(writer.lines, startedAt, endedAt), afterHandOff: [] };
  }
  const { customerAskedAt, requestedAt } = ending;
  const asksAtStart = ending.code === "asked_at_start";
  if (!asksAtStart) writer.talkWithBot(ending.failedAttempts);
  const handsOverFrom = customerAskedAt ?? requestedAt - HAND_OVER_TIME;
  const before = spread(writer.lines, startedAt, handsOverFrom);
  writer.lines = [];
  if (customerAskedAt !== null) {
    const isKeptWaiting = requestedAt - customerAskedAt > HONOURED_WITHIN;
    writer.askForPerson(asksAtStart ? ending.failedAttempts : isKeptWaiting ? 2 : 0, asksAtStart);
  }
  writer.handOver();
  const withBot = [...before, ...spread(writer.lines, handsOverFrom, requestedAt)];

  writer.lines = [];
  if (ending.connection === null) {
    writer.say(
      "system",
      ending.status === "failed" ? "No agent was free." : "The customer left while waiting.",
      60,
    );
    return { withBot, afterHandOff: spread(writer.lines, requestedAt, endedAt) };
  }
  writer.talkWithAgent(ending);
  return { withBot, afterHandOff: spread(writer.lines, ending.connection.at, ending.connection.endedAt) };
}

class Writer {
  lines: Draft[] = [];
  /** Where each list of phrases goes on, so that nobody says the same twice in a row. */
  private readonly positions = new Map<readonly string[], number>();

  constructor(
    private readonly parts: DialogueParts,
    private readonly random: Random,
  ) {}

  say(sender: Line["sender"], text: string, pause: number): void {
    this.lines.push({ sender, text, pause });
  }

  private phrase(templates: readonly string[], more: { [name: string]: string } = {}): string {
    const position = this.positions.get(templates) ?? this.random.whole(0, templates.length - 1);
    this.positions.set(templates, position + 1);
    return fillIn(templates[position % templates.length] ?? "", { ...this.parts.facts, ...more });
  }

  private customer(templates: readonly string[], more: { [name: string]: string } = {}): void {
    const text = this.phrase(templates, more);
    this.say("customer", text, this.random.between(8, 40));
  }

  private bot(templates: readonly string[], more: { [name: string]: string } = {}): void {
    const text = this.phrase(templates, more);
    this.say("bot", text, this.random.between(2, 6));
  }

  private agent(templates: readonly string[], more: { [name: string]: string } = {}): void {
    const text = this.phrase(templates, more);
    this.say("agent", text, this.random.between(15, 70));
  }

  private nameOf(field: Pick<HandedField, "name">): string {
    return this.parts.phrases.fields[field.name] ?? field.name;
  }

  private collectFields(): void {
    const { phrases, fields } = this.parts;
    for (const field of fields) {
      this.bot(phrases.botAsks, { field: this.nameOf(field) });
      this.customer(phrases.gives, { value: field.value });
    }
  }

  talkWithBot(failedAttempts: number): void {
    const { phrases, attempts, exchange } = this.parts;
    this.say("customer", fillIn(exchange.opening, this.parts.facts), this.random.between(1, 4));
    this.bot(phrases.botGreetings);
    this.collectFields();
    for (let attempt = 1; attempt <= failedAttempts; attempt++) {
      const tried = attempts[(attempt - 1) % attempts.length] ?? "Look-up";
      this.bot(phrases.botFailures);
      this.say("system", `${tried} failed: attempt ${attempt}`, 0.2);
      if (this.random.chance(0.6)) this.customer(phrases.customerTriesAgain);
    }
  }

  /** The customer asks for a person; the bot tries its luck first, now and then four times. */
  askForPerson(deflections: number, collects: boolean): void {
    const { phrases } = this.parts;
    const text = this.phrase(phrases.wantsPerson);
    // No pause: the part of the dialogue begins with it.
    this.say("customer", text, 0);
    for (let attempt = 1; attempt <= deflections; attempt++) {
      this.bot(phrases.botDeflects);
      if (attempt === 2 && collects) this.collectFields();
      this.customer(phrases.insistsOnPerson);
    }
    if (deflections < 2 && collects) this.collectFields();
  }

  /** The customer goes away after one of the bot's messages. */
  leave(): void {
    const botLines = this.lines.flatMap((line, index) => (line.sender === "bot" ? [index] : []));
    this.lines = this.lines.slice(0, this.random.pick(botLines) + 1);
  }

  solveByBot(): void {
    const { phrases, exchange } = this.parts;
    this.bot([exchange.answer]);
    if (this.random.chance(0.75)) this.customer(phrases.customerThanks);
  }

  handOver(): void {
    this.bot(this.parts.phrases.botHandsOver);
  }

  talkWithAgent(handOff: HandOff): void {
    const { phrases, exchange } = this.parts;
    const askedAgain = handOff.fields.filter((field) => field.askedAgain);
    const isInformed =
      handOff.context.transcript === true &&
      askedAgain.length === 0 &&
      handOff.connection?.agent.ignoresContext === false;
    this.agent(isInformed ? phrases.agentGreetsInformed : phrases.agentGreetsPlain);
    if (!isInformed && this.random.chance(0.6)) this.customer([exchange.opening]);
    for (const field of askedAgain) {
      this.agent(phrases.agentAsksAgain, { field: this.nameOf(field) });
      this.customer(phrases.givesAgain, { value: field.value });
    }
    if (this.random.chance(0.12)) this.customer(phrases.volunteers);
    this.agent([exchange.resolution]);
    this.customer(phrases.customerThanks);
    if (this.random.chance(0.7)) this.agent(phrases.agentCloses);
  }
}

/** Gives the lines their times: the first at the beginning of the part, the last just before its end. */
function spread(drafts: readonly Draft[], from: Micros, to: Micros): Line[] {
  const total = drafts.reduce((sum, draft) => sum + draft.pause, 1);
  let passed = 0;
  return drafts.map(({ sender, text, pause }) => {
    passed += pause;
    return { sender, text, at: from + ((to - from) * passed) / total };
  });
}
