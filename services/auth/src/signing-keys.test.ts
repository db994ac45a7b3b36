import { describe, expect, it } from "vitest";
import { accessMs, signer, verifiers } from "./signing-keys.ts";

const minute = 60_000;
const start = new Date("2026-01-01T00:00:00Z");
const at = (minutes: number) => new Date(start.getTime() + minutes * minute);
const key = (id: string, minutes: number) => ({ id, createTime: at(minutes) });

describe("the keys that sign access tokens", () => {
  it("sign from the first on at once, and later ones once every verifier has had time to read them", () => {
    const first = key("first", 0);
    expect(signer([first], at(0))?.id).toBe("first");
    const keys = [key("second", 100), first];
    expect(signer(keys, at(101))?.id).toBe("first");
    expect(signer(keys, at(115))?.id).toBe("second");
  });

  it("verify every token that may still live, whenever a new key was made", () => {
    const keys = [key("second", 100), key("first", 0)];
    for (let minutes = 0; minutes < 300; minutes++) {
      const published = keys.filter((one) => one.createTime <= at(minutes));
      const signedBy = signer(published, at(minutes))?.id;
      // To the last moment of a token that is signed now, its key is among those that verify.
      for (let later = minutes; later <= minutes + accessMs / minute; later++) {
        const then = keys.filter((one) => one.createTime <= at(later));
        expect(
          verifiers(then, at(later)).map(({ id }) => id),
          `${minutes} ${later}`,
        ).toContain(signedBy);
      }
    }
    expect(verifiers(keys, at(200)).map(({ id }) => id)).toEqual(["second"]);
  });
});
