import { Refusal } from "@/components/page/refusal";
import { currentActor } from "@/lib/access/current-actor";

/** What a page shows to somebody who may not open it (403). */
export default async function Forbidden() {
  const actor = await currentActor();
  return actor && <Refusal actor={actor} />;
}
