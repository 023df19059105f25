import { text } from "@/app/form-result";
import { requireOwnForm } from "@/lib/access/current-actor";
import { OIDC_PROVIDER, postToNextAuth } from "@/lib/access/next-auth";
import { ownPath } from "@/lib/access/own-path";
import { problemResponse } from "@/lib/http/problem";
import { seeOther } from "@/lib/http/see-other";

/** Leads to the OpenID Connect provider; the way back ends at /sign-in, which knows everybody's first page. */
export async function POST(request: Request): Promise<Response> {
  try {
    await requireOwnForm();
    const next = ownPath(text(await request.formData(), "next"));
    const answer = await postToNextAuth({
      path: ["signin", OIDC_PROVIDER],
      body: { callbackUrl: `/sign-in?next=${encodeURIComponent(next)}` },
      headers: request.headers,
    });
    const location = answer.headers.get("location") ?? "/sign-in?error=OAuthSignin";
    return seeOther(location, answer.headers.getSetCookie());
  } catch (error) {
    return problemResponse(error);
  }
}
