import { announceDigest } from "./announce-digest";
import { announceSignals } from "./announce-signals";
import { moveBySourceRules } from "./apply-source-rules";
import { deliverNotifications } from "./deliver-notifications";
import { finishBegunUndos } from "./finish-undos";
import { forgetNotifications } from "./forget-notifications";
import type { Job } from "./job";
import { linkWaitingJourneys } from "./link-waiting-journeys";
import { lookAfterPayloads } from "./look-after-payloads";
import { retention } from "./retention";
import { rollUpPendingTotals } from "./roll-up-pending-totals";
import { watchSources } from "./watch-sources";

/** Everything that Baton does by itself. A new job is a file of its own and a line here. */
export const JOBS: readonly Job[] = [
  rollUpPendingTotals,
  linkWaitingJourneys,
  lookAfterPayloads,
  announceDigest,
  announceSignals,
  deliverNotifications,
  forgetNotifications,
  finishBegunUndos,
  moveBySourceRules,
  watchSources,
  retention,
];
