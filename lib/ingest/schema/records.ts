import { z } from "zod";
import {
  ASSIGNERS,
  CONTEXT_USES,
  HANDOFF_ORIGINS,
  HANDOFF_STATUSES,
  OUTCOMES,
  PASSED,
  type RecordType,
  SENDERS,
  SURVEY_KINDS,
  USEFULNESS,
} from "@/lib/domain/record";
import {
  capturedValue,
  channel,
  choice,
  count,
  customerRef,
  fields,
  flag,
  instant,
  keyed,
  knownReason,
  label,
  labels,
  language,
  number,
  object,
  reason,
  requiredInstant,
  requiredLabel,
  requiredWholeNumber,
  text,
  textOrFlag,
  texts,
} from "./field";

/*
 * The records of the contract, section 1, as they are sent. These schemas describe the input (openapi.json is made
 * from them), and the readers of ingest are made from the kinds that their keys carry (see field.ts).
 */

/** What an export holds in place of what was never kept, behind the mark of its key: its longest, and its form. */
const HASH = [64, /^\d+\.[\w-]{22}$/] as const;
const VALUE_FORMS = [8_000, /^[0-6][\w!+,.-]*$/] as const;
const FINGERPRINTS = [64_000, /^(?:[\w-]{12})+$/] as const;

/** What every record begins with; the keys here and the parts below are its key, not its body. */
const envelope = <T extends RecordType>(type: T) => ({
  type: z.literal(type).meta({ description: "What the record is about." }),
  source: label(
    "The system that issued conversationId: the bot platform. Also on what other tools send.",
    "acme-bot",
  ),
  conversationId: requiredLabel("The id of the bot conversation in that system.", "c-1042"),
  updatedAt: instant("The version of this record. Of records with the same key the newest says what holds."),
});

const handoffId = label('Which hand-off of the conversation, "1" unless said otherwise.', "1");

const conversation = z
  .looseObject({
    ...envelope("conversation"),
    bot: label("The bot's name.", "Ava"),
    botVersion: label("The version of the bot.", "47"),
    channel: channel("Where the conversation took place. A channel not listed here counts as other."),
    language: language("The language as a BCP 47 tag.", "en-GB"),
    queryType: label("The intent or topic.", "order_status"),
    startedAt: requiredInstant("When the conversation began."),
    endedAt: instant("When the bot's part ended."),
    outcome: choice(OUTCOMES, "How it ended for the bot."),
    customerMessages: count("How many messages the customer wrote."),
    botMessages: count("How many messages the bot wrote."),
    failedAttempts: count("How often the bot did not understand or could not do what was asked."),
    customerRef: customerRef("Who the customer is, in your systems. Only a keyed hash of it is kept."),
    customerHash: keyed(...HASH, "From an export, in place of customerRef. Taken under the same key only."),
    previousConversationId: label("The contact before this one in the same journey.", "c-1007"),
    test: flag("A test conversation: it counts nowhere."),
  })
  .meta({ description: "One bot session with one customer. Key: source, conversationId." });

const contextField = {
  name: requiredLabel("The name of the field.", "order_reference"),
  passed: choice(PASSED, "How it reached the agent: in a field, only inside the transcript, or not at all."),
  reasked: flag("Whether the agent asked the customer for it again."),
  value: capturedValue("The value itself. Only a keyed hash of it is kept."),
  valueHash: keyed(...HASH, "From an export, in place of value. Taken under the same key only."),
  valueForms: keyed(
    ...VALUE_FORMS,
    "From an export: the ways in which the value may be written, fingerprinted.",
  ),
};

const context = {
  transcript: flag("The transcript reached the agent's screen."),
  summary: textOrFlag(4000, "The summary that the agent saw, or only whether there was one.", true),
  reason: flag("The reason of the hand-off reached the agent."),
  nextStep: text(500, "What the customer needs next, as the agent saw it."),
  attempted: texts("What the bot tried.", ["looked up the order", "offered a callback"]),
  deliveredAt: instant("When the context reached the agent."),
  fields: fields(contextField, "One entry for each piece of information that the bot collected."),
};

const handoff = z
  .looseObject({
    ...envelope("handoff"),
    handoffId,
    from: choice(
      HANDOFF_ORIGINS,
      "Who handed off: the bot, unless said otherwise, or an agent (a later transfer).",
    ),
    requestedAt: instant("When the hand-off was asked for."),
    connectedAt: instant("When a person took over."),
    endedAt: instant("When the person's part ended."),
    status: choice(HANDOFF_STATUSES, "How far the hand-off got."),
    reason: reason(
      "Why: a code, or a family where the code is not known. Any other text is kept as reasonRaw.",
    ),
    reasonRaw: text(256, "The reason in the platform's own words."),
    reasonText: text(2000, "The reason in a sentence."),
    assignedBy: choice(ASSIGNERS, "Who gave the reason."),
    fromChannel: channel("The channel before."),
    toChannel: channel("The channel after."),
    queue: label("The queue or team it went to.", "billing"),
    agentId: label("The agent who took over.", "a-14"),
    customerAskedAt: instant("When the customer first asked for a person."),
    failedAttempts: count("Failed attempts before this hand-off; the conversation's unless said otherwise."),
    context: object(context, "What reached the agent with the hand-off."),
  })
  .meta({
    description:
      "One passing of the conversation from the bot to people, or between people. May come in parts. " +
      "Key: source, conversationId, handoffId.",
  });

const survey = z
  .looseObject({
    ...envelope("survey"),
    surveyId: label("Which survey of the conversation; its kind unless said otherwise."),
    kind: choice(SURVEY_KINDS, "What is asked: csat unless said otherwise."),
    score: number("The answer, on the scale."),
    scaleMin: number("The worst possible score; goes with scaleMax."),
    scaleMax: number("The best possible score; goes with scaleMin."),
    sentAt: instant("When the survey was sent."),
    answeredAt: instant("When it was answered."),
    comment: text(4000, "What the customer wrote."),
    hadToRepeat: flag("The customer says that they had to repeat themselves."),
    handoffId: label("The hand-off that the survey is about.", "1"),
  })
  .meta({ description: "The post-contact survey. Key: source, conversationId, surveyId." });

const contextRating = z
  .looseObject({
    ...envelope("context_rating"),
    handoffId,
    agentId: label("The agent who rates; without it, one unnamed agent.", "a-14"),
    usefulness: choice(USEFULNESS, "Whether the context was useful."),
    used: choice(CONTEXT_USES, "What the agent did with it."),
    reaskedFields: labels("The fields that the agent had to ask for again; [] = none.", ["order_reference"]),
    correctedReason: knownReason("The reason as the agent sees it."),
    comment: text(2000, "What the agent wrote."),
    ratedAt: instant("When it was rated; the version of the record where updatedAt is missing."),
  })
  .meta({
    description:
      "What an agent thought of the context that arrived. Key: source, conversationId, handoffId, agentId.",
  });

const message = z
  .looseObject({
    ...envelope("message"),
    sequence: requiredWholeNumber("The place of the message in the conversation."),
    sender: choice(SENDERS, "Who wrote it."),
    text: text(16_000, "What was written. Redacted before it is kept."),
    at: instant("When it was written."),
    handoffId: label("The hand-off after which it was written.", "1"),
    fingerprints: keyed(
      ...FINGERPRINTS,
      "From an export: the text as it was before redaction, fingerprinted.",
    ),
  })
  .meta({ description: "One line of the transcript. Key: source, conversationId, sequence." });

/** The shape of every record as it is sent. Keys that are not listed become attributes or are left out. */
export const recordInputSchemas = {
  conversation,
  handoff,
  survey,
  context_rating: contextRating,
  message,
} as const satisfies { readonly [T in RecordType]: z.ZodObject };

/** Any record, told apart by its type. */
export const recordInputSchema = z.discriminatedUnion("type", [
  conversation,
  handoff,
  survey,
  contextRating,
  message,
]);

/** A record as it is sent. */
export type RecordInput = z.input<typeof recordInputSchema>;

/** The keys that say which record it is and how new; everything else is its body. */
export const KEYS_OF_RECORD: { readonly [T in RecordType]: readonly string[] } = {
  conversation: ["type", "source", "conversationId", "updatedAt"],
  handoff: ["type", "source", "conversationId", "updatedAt", "handoffId"],
  survey: ["type", "source", "conversationId", "updatedAt", "surveyId"],
  context_rating: ["type", "source", "conversationId", "updatedAt", "handoffId", "agentId"],
  message: ["type", "source", "conversationId", "updatedAt", "sequence"],
};
