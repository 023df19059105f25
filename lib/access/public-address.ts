import { headers } from "next/headers";
import { accessConfiguration } from "./configuration";

/** Where programs reach Baton: `BATON_URL`, else the address that was asked for. Without a slash at the end. */
export async function publicAddress(): Promise<string> {
  const { publicUrl } = accessConfiguration();
  if (publicUrl !== undefined) return publicUrl.replace(/\/$/, "");
  const asked = await headers();
  const host = asked.get("x-forwarded-host") ?? asked.get("host") ?? "localhost:3000";
  const scheme = asked.get("x-forwarded-proto")?.split(",")[0] ?? "http";
  return `${scheme}://${host}`;
}
