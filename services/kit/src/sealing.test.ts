import { describe, expect, it } from "vitest";
import { digest, isStale, readKeyRing, seal, unseal } from "./sealing.ts";

const key = (id: string, byte: number) => `${id}:${Buffer.alloc(32, byte).toString("base64")}`;
const old = readKeyRing(key("old", 1));
const rotated = readKeyRing(`${key("new", 2)},${key("old", 1)}`);

describe("what is sealed", () => {
  it("opens with any key of the ring, and says that it wants the current one", () => {
    const sealed = seal(old, "a secret", "row 1");
    expect(sealed).not.toContain("secret");
    expect(unseal(rotated, sealed, "row 1")).toBe("a secret");
    expect(isStale(rotated, sealed)).toBe(true);
    expect(isStale(rotated, seal(rotated, "a secret", "row 1"))).toBe(false);
    expect(digest(rotated, "old", "text")).toBe(digest(old, "old", "text"));
  });

  it("opens neither in another row, nor changed, nor once its key is gone", () => {
    const sealed = seal(rotated, "a secret", "row 1");
    expect(() => unseal(rotated, sealed, "row 2")).toThrow();
    const last = sealed.at(-1) === "A" ? "B" : "A";
    expect(() => unseal(rotated, sealed.slice(0, -1) + last, "row 1")).toThrow();
    expect(() => unseal(old, sealed, "row 1")).toThrow("lacks the key new");
  });
});

describe("keys", () => {
  it("are refused when they are too short or absent", () => {
    expect(() => readKeyRing("k:c2hvcnQ=")).toThrow("not 32 bytes");
    expect(() => readKeyRing(undefined)).toThrow("PLATFORM_SECRET_KEYS is not set");
  });
});
