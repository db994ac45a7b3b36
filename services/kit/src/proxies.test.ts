import { describe, expect, it } from "vitest";
import { readProxies } from "./proxies.ts";

describe("where a request began", () => {
  const proxies = readProxies(["127.0.0.0/8", "::1", "10.1.0.0/16"]);

  it("is what a trusted proxy saw, not what its caller said", () => {
    expect(proxies.origin("127.0.0.1", "6.6.6.6, 203.0.113.7")).toBe("203.0.113.7");
    expect(proxies.origin("::ffff:127.0.0.1", "203.0.113.7")).toBe("203.0.113.7");
    expect(proxies.origin("::1", "2001:db8::1")).toBe("2001:db8::1");
    expect(proxies.origin("10.1.2.3", "203.0.113.7")).toBe("203.0.113.7");
  });

  it("is the peer where nobody trusted stands in front", () => {
    expect(proxies.origin("10.2.0.1", "203.0.113.7")).toBe("10.2.0.1");
    expect(proxies.origin("127.0.0.1", undefined)).toBe("127.0.0.1");
    expect(proxies.origin("127.0.0.1", " ")).toBe("127.0.0.1");
    expect(readProxies([]).origin("127.0.0.1", "203.0.113.7")).toBe("127.0.0.1");
  });

  it("is not guessed from a list that is no list of addresses", () => {
    expect(() => readProxies(["envoy"])).toThrow();
    expect(() => readProxies(["10.0.0.0/99"])).toThrow();
  });
});
