import { BlockList, isIPv6 } from "node:net";

/** The proxies in front, whose word is taken about where a request began. */
export interface Proxies {
  trusts(peer: string): boolean;
  /** Where a request began: what the nearest trusted proxy saw, or the peer itself. */
  origin(peer: string, forwardedFor: string | undefined): string;
}

const mostKnown = 10_000;

/** Reads addresses and networks (`10.0.0.0/8`); throws for what is neither. */
export function readProxies(list: readonly string[]): Proxies {
  const trusted = new BlockList();
  for (const entry of list) {
    const [address = "", bits] = entry.split("/");
    const kind = isIPv6(address) ? "ipv6" : "ipv4";
    if (bits === undefined) trusted.addAddress(address, kind);
    else trusted.addSubnet(address, Number(bits), kind);
  }
  // Remembered, since looking an address up costs as much as reading a request.
  const known = new Map<string, boolean>();
  function trusts(peer: string): boolean {
    let answer = known.get(peer);
    if (answer === undefined) {
      answer = trusted.check(peer, isIPv6(peer) ? "ipv6" : "ipv4");
      if (known.size >= mostKnown) known.clear();
      known.set(peer, answer);
    }
    return answer;
  }
  return {
    trusts,
    origin(peer, forwardedFor) {
      // What stands before the last address was said by whoever called the proxy.
      const last = forwardedFor?.split(",").at(-1)?.trim();
      return last && trusts(peer) ? last : peer;
    },
  };
}
