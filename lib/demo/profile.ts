import type { Micros } from "@/lib/domain/record";
import { type DemoHour, demoHours, versionAt } from "./calendar";
import { customerAt, type DemoCustomer } from "./people";
import { fraction, Random } from "./random";
import { NO_TOPIC, STORIES, type Story } from "./stories";

export type DemoChannel =
  | "web_chat"
  | "in_app"
  | "messaging"
  | "voice"
  | "email"
  | "sms"
  | "social"
  | "kiosk";

/** Who got in touch, when, where and about what: settled before anything happens in the conversation. */
export interface Profile {
  readonly id: string;
  readonly at: Micros;
  readonly hour: DemoHour;
  readonly customer: DemoCustomer;
  /** The contact before this one in the same journey. */
  readonly previous: Profile | null;
  readonly story: Story;
  readonly channel: DemoChannel;
  readonly version: number;
}

/** How many conversations start in each hour: as many in all as asked for, spread by the load of the hours. */
export interface Schedule {
  readonly hours: readonly DemoHour[];
  readonly counts: readonly number[];
}

export function createSchedule(conversations: number): Schedule {
  const hours = demoHours();
  const total = hours.reduce((sum, hour) => sum + hour.load, 0);
  let load = 0;
  let scheduled = 0;
  const counts = hours.map((hour) => {
    load += hour.load;
    const count = Math.round((conversations * load) / total) - scheduled;
    scheduled += count;
    return count;
  });
  return { hours, counts };
}

const MICROS_PER_HOUR = 3_600_000_000;

/** Shares of the channels at which customers begin. The platform's word for the kiosks in the shops is none of ours. */
const CHANNELS: { readonly [channel in DemoChannel]: number } = {
  web_chat: 46,
  in_app: 21,
  messaging: 15,
  voice: 8,
  email: 5,
  sms: 2.7,
  social: 2,
  kiosk: 0.3,
};

/**
 * The conversation number `ordinal` of an hour. A pure function of its place in the schedule, so that a follow-up
 * finds the contact before it by working it out again.
 */
export function profileOf(schedule: Schedule, hourIndex: number, ordinal: number): Profile {
  const hour = schedule.hours[hourIndex];
  const count = schedule.counts[hourIndex];
  if (hour === undefined || count === undefined) throw new RangeError(`No hour ${hourIndex}`);

  const random = new Random("profile", hourIndex, ordinal);
  const at = hour.start + ((ordinal + random.next()) / count) * MICROS_PER_HOUR;
  const previous = random.chance(0.075) ? earlierContact(schedule, hourIndex, random) : null;
  const own = customerAt(random.next());
  const sameTopic = random.chance(0.75);
  const ownTopic = pickStory(hour, ordinal);
  const channel = random.pickWeighted(CHANNELS);
  return {
    id: `c-${5716 + hourIndex}-${String(ordinal + 1).padStart(4, "0")}`,
    at,
    hour,
    customer: previous?.customer ?? own,
    previous,
    story: previous !== null && sameTopic ? previous.story : ownTopic,
    // Who writes again often rings instead.
    channel: previous !== null && random.chance(0.3) ? "voice" : channel,
    version: versionAt(at),
  };
}

/** A contact of the same customer some hours or days before. */
function earlierContact(schedule: Schedule, hourIndex: number, random: Random): Profile | null {
  const before = hourIndex - Math.ceil(random.aroundMedian(20, 1.2));
  const count = schedule.counts[before] ?? 0;
  return count === 0 ? null : profileOf(schedule, before, random.whole(0, count - 1));
}

const ALL_STORIES: readonly Story[] = [...STORIES, NO_TOPIC];

/**
 * Picks a topic by weighted rendezvous hashing: every topic draws a number of its own and the smallest wins, so that
 * a topic added or changed takes and gives its own conversations only.
 */
function pickStory(hour: DemoHour, ordinal: number): Story {
  let best = NO_TOPIC;
  let smallest = Number.POSITIVE_INFINITY;
  for (const story of ALL_STORIES) {
    const drawn =
      -Math.log(1 - fraction("topic", hour.index, ordinal, story.queryType ?? "")) / weightOf(story, hour);
    if (drawn < smallest) {
      smallest = drawn;
      best = story;
    }
  }
  return best;
}

/** Topics that come with the storm and with the cold. */
function weightOf(story: Story, hour: DemoHour): number {
  if (story.queryType === "power_cut" && hour.storm) return story.weight * 14;
  const isSeasonal = story.queryType === "boiler_cover" || story.queryType === "payment_plan";
  return isSeasonal ? story.weight * (0.85 + 0.03 * hour.week) : story.weight;
}
