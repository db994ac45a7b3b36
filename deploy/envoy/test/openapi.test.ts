import { readFileSync } from "node:fs";
import { methods } from "@platform/kit";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { restCall } from "../src/rest.ts";

interface Operation {
  operationId: string;
  summary: string;
  parameters?: { name: string; schema: object }[];
  requestBody?: object;
  security?: object[];
}

// What is checked in; that it is what the contracts say is checked with everything else that is generated.
const text = readFileSync(new URL("../../../gen/openapi/platform.json", import.meta.url), "utf8");
const document = JSON.parse(text) as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, { description: string; properties?: Record<string, unknown> }> };
};

describe("the OpenAPI document", () => {
  it("is one, by the rules of OpenAPI 3.1", async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(JSON.parse(text));
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
    expect(validator.version).toBe("3.1");
  });

  it("has the methods that partners see, as Envoy takes them, and no others", () => {
    const declared = [...methods.values()]
      .filter(({ options }) => options.partner)
      .map(({ descriptor }) => `${restCall(descriptor).verb} ${restCall(descriptor).path}`);
    const described = Object.entries(document.paths).flatMap(([path, verbs]) =>
      Object.keys(verbs).map((verb) => `${verb.toUpperCase()} ${path}`),
    );
    expect(described.sort()).toEqual(declared.sort());
  });

  it("says what the contracts say: words, rules of fields, and who may call", () => {
    const { get: search } = document.paths["/api/v1/user/SearchProfiles"] ?? {};
    expect(search?.summary).toBe("Finds people by name, handle or skill, the best match first");
    expect(search?.parameters?.find(({ name }) => name === "pageSize")?.schema).toMatchObject({ maximum: 100 });
    expect(search?.security).toBeUndefined();
    const { post: exchange } = document.paths["/api/v1/auth/ExchangeApiKey"] ?? {};
    expect(exchange?.security).toContainEqual({});
    expect(exchange?.requestBody).toBeDefined();
  });

  it("refers to nothing that is not there, and leaves nothing without a word", () => {
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      expect(document.components.schemas).toHaveProperty([name as string]);
    }
    const silent = Object.entries(document.components.schemas).filter(([, { description }]) => !description);
    expect(silent.map(([name]) => name)).toEqual([]);
  });
});
