/** The request header in which the web process notes who is at the other end of the connection (lib/start/serve.mjs). */
export const PEER_HEADER = "x-baton-peer";

type Variables = { readonly [name: string]: string | undefined };

/**
 * The address that a request came from: the other end of the connection, or with `TRUSTED_PROXIES` = n what the n-th
 * proxy from here on saw (`X-Forwarded-For`, from the right: what stands further left anybody may have written). An
 * IPv6 address stands for its /64, which is what one customer of a provider has.
 */
export function clientAddress(headers: Headers, variables: Variables = process.env): string {
  const proxies = Number(variables.TRUSTED_PROXIES || 0);
  const passed = (headers.get("x-forwarded-for") ?? "").split(",").map((part) => part.trim());
  const seen = proxies > 0 ? passed.at(-Math.min(proxies, passed.length)) : undefined;
  return network(seen || headers.get(PEER_HEADER) || "unknown");
}

function network(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (!address.includes(":")) return address.slice(0, 100);
  const [head = "", tail] = address.toLowerCase().split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const gap = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array.from({ length: gap }, () => "0"), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":")}::/64`.slice(0, 100);
}
