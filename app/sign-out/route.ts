import { requireOwnForm } from "@/lib/access/current-actor";
import { postToNextAuth } from "@/lib/access/next-auth";
import { problemResponse } from "@/lib/http/problem";
import { seeOther } from "@/lib/http/see-other";

/** Ends the session of the browser that sends the form (`<form method="post" action="/sign-out">`). */
export async function POST(request: Request): Promise<Response> {
  try {
    await requireOwnForm();
    const answer = await postToNextAuth({ path: ["signout"], headers: request.headers });
    return seeOther("/sign-in", answer.headers.getSetCookie());
  } catch (error) {
    return problemResponse(error);
  }
}
