import type { Micros } from "@/lib/domain/record";
import { dayInWords, monthInWords } from "./calendar";
import type { Phrases } from "./phrases";
import { ENGLISH } from "./phrases-en";
import type { Random } from "./random";

const TARIFFS = ["Fixed Saver 24", "Fixed Saver 12", "Green Flex", "Night Rate"];

/** The facts of one conversation in the words of one language. */
export interface Facts {
  readonly [name: string]: string;
  readonly product: string;
  readonly orderedOn: string;
  readonly date: string;
  readonly weekday: string;
  readonly amount: string;
  readonly month: string;
  readonly tariff: string;
}

/** What a conversation is about: the same facts in English, for the desk, and in the customer's language. */
export interface Subject {
  /** Which of the topic's matters it is: any whole number, counted round. */
  readonly matter: number;
  readonly english: Facts;
  readonly local: Facts;
}

/** The one of a topic's matters, or of their wording in one language, that a conversation is about. */
export function matterOf<M>(matters: readonly M[], subject: Pick<Subject, "matter">): M | undefined {
  return matters[subject.matter % matters.length];
}

/** Makes up what a conversation is about. `at` is when it began. */
export function makeSubject(random: Random, at: Micros, language: string, phrases: Phrases): Subject {
  const product = random.whole(0, ENGLISH.products.length - 1);
  const orderedDaysAgo = random.whole(3, 12);
  const inDays = random.whole(4, 20);
  const weekday = random.whole(0, ENGLISH.weekdays.length - 1);
  const pounds = random.whole(12, 240);
  const pence = String(random.whole(0, 19) * 5).padStart(2, "0");
  const monthsAgo = random.whole(0, 2);
  const tariff = random.pick(TARIFFS);
  const inLanguage = (words: Phrases, code: string): Facts => ({
    product: words.products[product] ?? "",
    orderedOn: dayInWords(at, -orderedDaysAgo, code),
    date: dayInWords(at, inDays, code),
    weekday: words.weekdays[weekday] ?? "",
    amount: code === "en-GB" ? `£${pounds}.${pence}` : `${pounds},${pence} £`,
    month: monthInWords(at, monthsAgo, code),
    tariff,
  });
  const english = inLanguage(ENGLISH, "en-GB");
  return {
    matter: random.whole(0, 11),
    english,
    local: language === "en-GB" ? english : inLanguage(phrases, language),
  };
}
