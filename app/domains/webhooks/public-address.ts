import ipaddr from "ipaddr.js";

/** Answers only inside Azure, and is written like any public address. */
const azureHost = "168.63.129.16";
/** What the registries give out of IPv6 (RFC 4291 §2.4); everything else has a special meaning. */
const globalUnicast = ipaddr.IPv6.parseCIDR("2000::/3");

/**
 * Whether an address is one of the public Internet: not private, loopback, link-local (where clouds keep their metadata), shared
 * (CGNAT), multicast, reserved or unspecified, nor IPv6 that carries an IPv4 address inside (mapped, NAT64, 6to4, Teredo).
 */
export function isPublicAddress(address: string): boolean {
  // "fe80::1%eth0": a zone exists only on a link.
  if (address.includes("%") || !ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== "unicast") return false;
  return parsed instanceof ipaddr.IPv6
    ? parsed.match(globalUnicast)
    : parsed.toString() !== azureHost;
}
