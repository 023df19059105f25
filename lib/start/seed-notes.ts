import type { PersonActor } from "@/lib/access/actor";
import { DEMO_USERS, type DemoRole } from "@/lib/demo/demo-users";
import {
  DEMO_ACTIONS,
  DEMO_ANNOTATIONS,
  DEMO_COMMENTS,
  DEMO_TARGETS,
  DEMO_VIEW,
} from "@/lib/demo/review-notes";
import { addAction } from "@/lib/reports/notes/actions";
import { addAnnotation } from "@/lib/reports/notes/annotations";
import { addComment } from "@/lib/reports/notes/comments";
import { addView } from "@/lib/reports/notes/saved-views";
import { setTarget } from "@/lib/reports/notes/targets";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import type { Database } from "@/lib/store/database";

/**
 * Adds to the demo what its people have added to their reviews: targets, actions, comments, annotations, a view.
 *
 * @param ids of the people, by role
 */
export async function seedNotes(db: Database, ids: ReadonlyMap<DemoRole, string>): Promise<void> {
  const workspace = await loadWorkspace(db);
  const { clock } = workspace;
  const [manager, designer] = [actorOf("manager", ids), actorOf("designer", ids)];
  for (const target of DEMO_TARGETS) {
    await setTarget(db, manager, { ...target, owner: ids.get(target.owner) ?? "" }, clock);
  }
  for (const action of DEMO_ACTIONS) {
    await addAction(db, manager, workspace, { ...action, owner: ids.get(action.owner) ?? "" });
  }
  for (const { week, ...comment } of DEMO_COMMENTS) await addComment(db, manager, clock, week, comment);
  for (const annotation of DEMO_ANNOTATIONS) await addAnnotation(db, designer, workspace, annotation);
  await addView(db, designer, clock, { ...DEMO_VIEW, keepWeek: false, shared: true });
}

function actorOf(role: DemoRole, ids: ReadonlyMap<DemoRole, string>): PersonActor {
  const user = DEMO_USERS.find((one) => one.role === role);
  const id = ids.get(role);
  if (!user || id === undefined) throw new Error(`The demo has no ${role}.`);
  return { kind: "person", id, name: user.name, email: user.email, role, agents: [] };
}
