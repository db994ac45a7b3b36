import { lookup as resolve } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { isPublicAddress } from "./public-address.ts";

/** An address that lies inside the operator's own network. */
export class ForbiddenAddress extends Error {}

/** Whether feeds may be read from private addresses too: on a machine for tests, or of a company's own feeds. */
export const privateFeedsAllowed = () => process.env.PLATFORM_PRIVATE_FEEDS === "allow";

const mayReach = (address: string) => privateFeedsAllowed() || isPublicAddress(address);

/** Refuses a URL that names an address instead of a host, where it may not be reached; names are looked at below. */
export function demandReachable({ hostname }: URL): void {
  const address = hostname.replace(/^\[|\]$/g, "");
  if (isIP(address) && !mayReach(address)) throw new ForbiddenAddress(address);
}

/**
 * Looks up a name for a connection, and refuses it unless all of its addresses may be reached. The connection goes to
 * what was looked at here, so that a name cannot answer differently the second time.
 */
export const guardedLookup: LookupFunction = (hostname, options, done) => {
  resolve(hostname, { ...options, all: true }, (error, found) => {
    if (error) return done(error, []);
    const forbidden = found.find(({ address }) => !mayReach(address));
    const [first] = found;
    if (forbidden || !first) return done(new ForbiddenAddress(forbidden?.address ?? hostname), []);
    if (options.all) return done(null, found);
    done(null, first.address, first.family);
  });
};
