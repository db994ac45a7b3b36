import { create, toBinary } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { registry } from "./contract.ts";
import { demandShallow } from "./wire.ts";

describe("bytes that would lead a decoder deep", () => {
  const outline = registry.getMessage("platform.learning.v1.UpdateOutlineRequest");
  if (!outline) throw new Error("the contract is gone");

  it("are refused: groups, at any place, and lengths past the end", () => {
    const module = Buffer.from([0x12, 0x01, 0x0b]);
    for (const bytes of [Buffer.alloc(20_000, 0x0b), Buffer.from([0x0c]), module, Buffer.from([0x12, 0x7f])]) {
      expect(() => demandShallow(outline, bytes), bytes.subarray(0, 8).toString("hex")).toThrow();
    }
  });

  it("are not taken for what is only long", () => {
    const modules = Array.from({ length: 50 }, (_, at) => ({ title: `Module ${at}`, lessons: [{ title: "Lesson" }] }));
    expect(() => demandShallow(outline, toBinary(outline, create(outline, { modules } as never)))).not.toThrow();
  });
});
