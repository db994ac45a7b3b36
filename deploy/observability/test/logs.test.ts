// Lines of a run, as Elasticsearch would get them.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { SessionServiceDefinition } from "@platform/grpc/platform/auth/v1/session_service.ts";
import { createLogger, defineService, implement } from "@platform/kit";
import { startTestPlatform, type TestPlatform } from "@platform/kit/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";

const elastic = join(dirname(dirname(fileURLToPath(import.meta.url))), "elastic");
const read = (name: string) => JSON.parse(readFileSync(join(elastic, name), "utf8"));

const written: string[] = [];
const paper = new Writable({
  write(chunk: Buffer, _encoding, done) {
    written.push(...chunk.toString().split("\n").filter(Boolean));
    done();
  },
});

let broken = false;
const answer = async () => {
  if (broken) throw new Error("the disk is full", { cause: new TypeError("no space") });
  return { outcome: { $case: "challenge", value: { challengeId: "SECRET-CHALLENGE" } } } as never;
};
const sessions = defineService({
  name: "auth",
  rpc: [implement(SessionServiceDefinition, new Proxy({}, { get: () => answer }) as never)],
});

type Line = Record<string, unknown>;
let platform: TestPlatform;
let lines: Line[];
let who: { token: string; id: string };

beforeAll(async () => {
  platform = await startTestPlatform([sessions], { logger: createLogger("debug", paper, "ecs") });
  who = await platform.as();
  const anonymous = platform.client(SessionServiceDefinition);
  await anonymous.logIn({ email: "SECRET-ADDRESS@example.org", password: "SECRET-PASSWORD" });
  await anonymous.logIn({ email: "", password: "SECRET-PASSWORD" }).catch(() => undefined);
  await platform.client(SessionServiceDefinition, who).listSessions({});
  broken = true;
  await platform
    .client(SessionServiceDefinition, who)
    .listSessions({})
    .catch(() => undefined);
  lines = written.map((line) => JSON.parse(line) as Line);
});
afterAll(() => platform?.stop());

const calls = () => lines.filter((line) => line.message === "call");

describe("the log for Elasticsearch", () => {
  it("is one JSON object a line, in which no name stands twice", () => {
    expect(lines.length).toBeGreaterThanOrEqual(5);
    for (const line of written) expect(JSON.stringify(JSON.parse(line))).toBe(line);
  });

  it("tells of a call in the names of the schema", () => {
    for (const line of lines) {
      expect(line).toMatchObject({
        "@timestamp": expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        "log.level": expect.stringMatching(/^(debug|info|warn|error)$/),
        "ecs.version": "8.11.0",
        "service.name": "auth",
        message: expect.any(String),
      });
    }
    const listed = calls().find((line) => line["user.id"] === who.id);
    expect(listed).toMatchObject({
      "rpc.method": "/platform.auth.v1.SessionService/ListSessions",
      "rpc.status": "OK",
      "event.outcome": "success",
      "http.request.id": expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    const duration = listed?.["event.duration"] as number;
    expect(Number.isInteger(duration) && duration > 10_000 && duration < 60e9, `${duration} ns`).toBe(true);
  });

  it("tells why a call was refused, and of an error all causes", () => {
    expect(calls().find((line) => line["error.code"] === "REQUEST_INVALID")).toMatchObject({
      "rpc.status": "INVALID_ARGUMENT",
      "event.outcome": "failure",
    });
    const failed = lines.find((line) => line["log.level"] === "error");
    expect(failed).toMatchObject({ "error.type": "Error", "error.message": "the disk is full" });
    expect(failed?.["error.stack_trace"]).toMatch(/Error: the disk is full\n.*Caused by: TypeError: no space\n/s);
  });

  it("shows no sensitive field and no token", () => {
    const all = written.join("\n");
    expect(all).toContain('"platform.request":{"email":"[sensitive]","password":"[sensitive]"}');
    expect(all).not.toContain("SECRET");
    expect(all).not.toContain(who.token);
  });
});

describe("the pipeline", () => {
  it("maps every field that lines have, and what it adds itself", () => {
    const { mappings } = read("index-template.json").template;
    const added = JSON.stringify(read("ingest-pipeline.json").processors).matchAll(
      /"(?:field)":"((?!rpc\.method)[\w.]+)"/g,
    );
    const fields = new Set([...lines.flatMap(Object.keys), ...[...added].map(([, field]) => field as string)]);
    const own = [...fields].filter((field) => !/^platform\.(?!request)/.test(field));
    for (const field of own) expect(typeOf(mappings, field.split(".")), field).toEqual(expect.any(String));
  });

  it("is one whole: Filebeat writes where the template holds, which names the policy and the pipeline", () => {
    const filebeat = parse(readFileSync(join(elastic, "filebeat.yaml"), "utf8"));
    const { index_patterns, template } = read("index-template.json");
    expect(index_patterns).toEqual(["logs-platform-*"]);
    expect(filebeat["output.elasticsearch"].index).toMatch(/^logs-platform-/);
    const readme = readFileSync(join(elastic, "../README.md"), "utf8");
    expect(readme).toContain(`_ingest/pipeline/${template.settings["index.default_pipeline"]}`);
    expect(readme).toContain(`_ilm/policy/${template.settings["index.lifecycle.name"]}`);
    expect(read("ilm-policy.json").policy.phases.delete.min_age).toBe("30d");
  });
});

interface Mapping {
  type?: string;
  properties?: Record<string, Mapping>;
}

function typeOf(mapping: Mapping | undefined, [name, ...rest]: string[]): string | undefined {
  return name === undefined ? mapping?.type : typeOf(mapping?.properties?.[name], rest);
}
