import { describe, expect, it } from "vitest";
import { isPublicAddress } from "./public-address.ts";

describe("an address that a feed may be fetched from", () => {
  it.each(["1.1.1.1", "172.15.255.255", "172.32.0.1", "223.255.255.255", "2606:4700:4700::1111"])(
    "%s is public",
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "fc00::1",
    "fe80::1",
    "fe80::1%eth0",
    "ff02::1",
  ])("%s is not", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(["", "localhost", "127.1", "0x7f000001", "2130706433", "[::1]"])(
    "%j is no address, so not public",
    (address) => {
      expect(isPublicAddress(address)).toBe(false);
    },
  );
});
