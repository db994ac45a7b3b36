import { status } from "@grpc/grpc-js";
import { describe, expect, it } from "vitest";
import { refuse } from "./refusal.ts";
import { decodeRefusal, encodeStatus } from "./status.ts";

const told = (fields: Record<string, string>) => {
  const bytes = encodeStatus(refuse.invalid(fields), "learning");
  return { bytes, back: decodeRefusal(status.INVALID_ARGUMENT, bytes)?.fields };
};

describe("a refusal on its way", () => {
  it("tells what is wrong, field by field", () => {
    const fields = { title: "must not be blank", "blocks[2].id": "is unknown" };
    expect(told(fields).back).toEqual(fields);
  });

  it("tells the first of so many wrong fields that no header could hold them", () => {
    const fields = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`ids[${at}]`, "is unknown"]));
    const { bytes, back } = told(fields);
    expect(bytes.length).toBeLessThan(6000);
    expect(back?.["ids[0]"]).toBe("is unknown");
    expect(Object.keys(back ?? {}).length).toBeGreaterThan(100);
    expect(told({ text: "x".repeat(5000) }).back).toEqual({ text: "x".repeat(5000) });
  });
});
