import { BlockList, isIP } from "node:net";

/*
 * Which addresses belong to the open internet (IANA's special-purpose registries, RFC 6890 and its updates). Webhooks
 * lead nowhere else, so that nobody makes Baton ask what only this machine or its network can reach.
 */

const NOT_PUBLIC_4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
];

/** Of 2000::/3, outside of which nothing is public: Teredo and other protocols, documentation, 6to4. */
const NOT_PUBLIC_6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

const closed = new BlockList();
for (const range of NOT_PUBLIC_4) closed.addSubnet(...subnet(range), "ipv4");
for (const range of NOT_PUBLIC_6) closed.addSubnet(...subnet(range), "ipv6");
const open6 = new BlockList();
open6.addSubnet("2000::", 3, "ipv6");

function subnet(range: string): [string, number] {
  const [address = "", bits = ""] = range.split("/");
  return [address, Number(bits)];
}

/** Whether an IP address, written in any way, belongs to the open internet. False for what is no address. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !closed.check(address, "ipv4");
  // An IPv4 address in an IPv6 one (::ffff:127.0.0.1, 64:ff9b::7f00:1) lies outside of 2000::/3.
  return isIP(address) === 6 && open6.check(address, "ipv6") && !closed.check(address, "ipv6");
}
