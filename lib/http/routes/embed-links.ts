import { z } from "zod";
import { accessConfiguration } from "@/lib/access/configuration";
import { systemClock } from "@/lib/access/system-clock";
import { AppError } from "@/lib/domain/app-error";
import { processIngest } from "@/lib/ingest/commit/services";
import { createEmbedLink, endEmbedLink, linkOfSession, openLink } from "@/lib/reports/embed/embed-links";
import { rateByLink, readPanel } from "@/lib/reports/embed/read-panel";
import { RATING } from "@/lib/reports/rating/give-rating";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { declareRoute } from "../route";

const ID = z.string().trim().min(1).max(256);
const linkParams = z.object({ id: z.string() });

/** Links are made and checked by the machine's clock, in the demo too. */
async function embedServices() {
  return { ...(await processIngest()), clock: systemClock };
}

/** The session of a panel, from `Authorization: Bearer …`. It is no API key. */
function sessionOf(request: Request): string | null {
  return /^bearer +(\S+) *$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? null;
}

/** `POST /api/v1/embed-links`: a link that shows one hand-off to one agent. */
export const postEmbedLink = declareRoute({
  method: "POST",
  path: "/api/v1/embed-links",
  summary: "Make a link that shows one hand-off to one agent, inside the agent's desktop",
  description:
    "Put the url into an iframe of at least 320 px, on a page of a site that is allowed for the key. The part after # is secret: browsers send it nowhere, and the panel takes it out of its address. Add ?theme=light or ?theme=dark before the # to match the desktop. The hand-off need not have arrived: the panel waits for it. A link can be opened for 8 hours; once opened, it can be opened again for 5 minutes.",
  action: "make_embed_links",
  body: z.strictObject({
    source: ID.default("default"),
    conversationId: ID,
    handoffId: ID.default("1"),
    agentId: ID.describe("Whose panel it is: the rating is this agent's"),
  }),
  output: z
    .object({
      id: z.string().describe("For revoking it; opens nothing"),
      url: z.string().describe("With its secret after #: give it to the agent's desktop and to nobody else"),
      expiresAt: z.string(),
    })
    .meta({ id: "EmbedLink" }),
  async handler({ actor, body, request }) {
    if (actor.kind !== "key") throw new AppError("forbidden", "Links are made by programs with an API key.");
    const link = await createEmbedLink(await embedServices(), actor, body);
    return {
      id: link.id,
      url: `${publicOrigin(request)}/embed/context/${link.id}#${link.secret}`,
      expiresAt: link.expiresAt.toISOString(),
    };
  },
});

/** Where people reach Baton: as configured, else as the request did. */
function publicOrigin(request: Request): string {
  const { publicUrl } = accessConfiguration();
  if (publicUrl !== undefined) return new URL(publicUrl).origin;
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host");
  const asked = new URL(request.url);
  return host === null ? asked.origin : `${asked.protocol}//${host}`;
}

/** `DELETE /api/v1/embed-links/{id}`: ends a link, in open panels too. */
export const deleteEmbedLink = declareRoute({
  method: "DELETE",
  path: "/api/v1/embed-links/{id}",
  summary: "Revoke a link, also in panels that are open",
  action: "make_embed_links",
  params: linkParams,
  output: z.object({ revoked: z.literal(true) }),
  async handler({ actor, params }) {
    await endEmbedLink(await embedServices(), actor, params.id);
    return { revoked: true as const };
  },
});

/** `POST /api/v1/embed-links/{id}/session`: what the panel does first. */
export const postEmbedSession = declareRoute({
  method: "POST",
  path: "/api/v1/embed-links/{id}/session",
  summary: "Exchange a link's secret for a session (the panel does)",
  action: "public",
  params: linkParams,
  body: z.strictObject({ secret: z.string().min(1).max(200) }),
  output: z.object({ token: z.string(), expiresAt: z.string() }),
  answers: { 410: { description: "The link has expired, was opened before, or was revoked" } },
  async handler({ params, body }) {
    const session = await openLink(await embedServices(), params.id, body.secret);
    return { token: session.token, expiresAt: session.expiresAt.toISOString() };
  },
});

/** `GET /api/v1/embed-links/{id}/context`: what the panel shows. */
export const getEmbedContext = declareRoute({
  method: "GET",
  path: "/api/v1/embed-links/{id}/context",
  summary: "What a link shows, to the session in Authorization: Bearer … (the panel asks)",
  action: "public",
  params: linkParams,
  output: z.object({
    state: z.enum(["waiting", "ready"]),
    madeAt: z.string(),
    panel: z.looseObject({}).nullable(),
  }),
  answers: { 410: { description: "The session is over, or the link was revoked" } },
  async handler({ params, request }) {
    const services = await embedServices();
    const link = await linkOfSession(services, params.id, sessionOf(request));
    const { timeZone } = await loadWorkspace(services.db);
    const panel = await readPanel(services.db, link, timeZone);
    return {
      state: panel ? ("ready" as const) : ("waiting" as const),
      madeAt: link.createdAt.toISOString(),
      panel: panel && { ...panel },
    };
  },
});

/** `PUT /api/v1/embed-links/{id}/rating`: the rating that the panel's agent gives, or takes back. */
export const putEmbedRating = declareRoute({
  method: "PUT",
  path: "/api/v1/embed-links/{id}/rating",
  summary: "Rate the hand-off of a link, or take the rating back (the panel does)",
  action: "public",
  params: linkParams,
  body: z.strictObject({ rating: RATING.nullable() }),
  output: z.object({ rating: z.looseObject({}) }),
  answers: { 410: { description: "The session is over, or the link was revoked" } },
  async handler({ params, body, request }) {
    const services = await embedServices();
    const link = await linkOfSession(services, params.id, sessionOf(request));
    const { clock } = await loadWorkspace(services.db);
    const rating = await rateByLink({ ...services, clock }, link, body.rating);
    return { rating: { ...rating } };
  },
});
