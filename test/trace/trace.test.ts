// One trace from the browser's click to the last effect, as a collector sees it.
import { fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { bundle } from "../../tools/build.mjs";
import { attribute, type CollectedSpan, type Collector, openCollector } from "./collector.ts";
import type { Told } from "./platform.ts";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
// Beside the packages that are not bundled.
const program = join(root, "deploy/embedded/dist/trace");
const [server, producer, consumer] = [2, 4, 5];

beforeAll(() => bundle({ platform: "test/trace/platform.ts" }, program));

/** Runs a platform while `use` uses it, and collects what it exports until it has ended. */
async function observe(env: (collector: Collector) => NodeJS.ProcessEnv, use: (told: Told) => Promise<void>) {
  const collector = await openCollector();
  const child = fork(join(program, "platform.js"), {
    cwd: root,
    execArgv: ["--enable-source-maps"],
    env: { ...process.env, PLATFORM_ROOT: root, OTEL_EXPORTER_OTLP_PROTOCOL: "http/json", ...env(collector) },
  });
  const exited = once(child, "exit");
  const failed = exited.then(([code]) => Promise.reject(new Error(`The platform ended with ${code}`)));
  try {
    const [told] = (await Promise.race([once(child, "message"), failed])) as [Told];
    await use(told);
    child.send("stop");
    expect((await exited)[0]).toBe(0);
  } finally {
    failed.catch(() => undefined);
    child.kill("SIGKILL");
    collector.close();
  }
  return collector;
}

type Asked = { status: number; traceId: string; spanId: string; requestId: string | null };

/** Calls as a page does, inside a trace of the browser's; answers with the trace's and the span's ids. */
async function call(told: Told, method: string, body: unknown): Promise<Asked> {
  const [traceId, spanId] = [randomBytes(16).toString("hex"), randomBytes(8).toString("hex")];
  const response = await fetch(`${told.origin}/platform.${method}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      traceparent: `00-${traceId}-${spanId}-01`,
      authorization: `Bearer ${told.token}`,
    },
    body: JSON.stringify(body),
  });
  await response.text();
  return { status: response.status, traceId, spanId, requestId: response.headers.get("x-request-id") };
}

/** Opens a stream as a page does, and leaves it after its first message. */
async function watch(told: Told, method: string): Promise<Asked> {
  const [traceId, spanId] = [randomBytes(16).toString("hex"), randomBytes(8).toString("hex")];
  const leave = new AbortController();
  const response = await fetch(`${told.origin}/platform.${method}`, {
    method: "POST",
    headers: {
      "content-type": "application/connect+json",
      traceparent: `00-${traceId}-${spanId}-01`,
      authorization: `Bearer ${told.token}`,
    },
    body: Buffer.from("\0\0\0\0\u0002{}"),
    signal: leave.signal,
  });
  await response.body?.getReader().read();
  leave.abort();
  return { status: response.status, traceId, spanId, requestId: response.headers.get("x-request-id") };
}

describe("with a collector", () => {
  it("one trace leads from the browser over bff, service and event to the effect, and tells no secret", async () => {
    const asked: Asked[] = [];
    let token = "";
    const { spans, bodies, paths } = await observe(
      ({ url }) => ({ OTEL_EXPORTER_OTLP_ENDPOINT: url }),
      async (told) => {
        token = told.token;
        asked.push(await call(told, "user.v1.FollowService/Follow", { accountId: told.other }));
        const login = { email: "SECRET-ADDRESS@example.org", password: "SECRET-PASSWORD" };
        asked.push(await call(told, "bff.v1.BrowserSessionService/LogIn", login));
        asked.push(await call(told, "bff.v1.BrowserSessionService/LogIn", { ...login, password: "right" }));
        asked.push(await watch(told, "notification.v1.NotificationService/WatchNotifications"));
      },
    );
    expect(asked.map(({ status }) => status)).toEqual([200, 401, 200, 200]);
    const [follow, refused, entered, watched] = asked as [Asked, Asked, Asked, Asked];
    const inTrace = (traceId: string) => spans.filter((span) => span.traceId === traceId);
    const under = (parent: string, kind: number, name: string) => {
      const found = spans.filter((span) => span.parentSpanId === parent && span.kind === kind && span.name === name);
      expect(found, `${name} of kind ${kind} under ${parent}`).toHaveLength(1);
      return found[0] as CollectedSpan;
    };

    const edge = under(follow.spanId, server, "platform.user.v1.FollowService/Follow");
    expect(attribute(edge, "rpc.system")).toBe("connect_rpc");
    const service = under(edge.spanId, server, "platform.user.v1.FollowService/Follow");
    expect(attribute(service, "rpc.system")).toBe("grpc");
    expect(attribute(service, "platform.request_id")).toBe(asked[0]?.requestId);
    const emitted = under(service.spanId, producer, "platform.user.v1.PersonFollowed publish");
    const taken = under(emitted.spanId, consumer, "platform.user.v1.PersonFollowed process");
    expect(attribute(taken, "messaging.consumer.group.name")).toBe("notification");
    const chain = [edge, service, emitted, taken].map(({ spanId }) => spanId);
    for (const span of inTrace(follow.traceId)) expect([follow.spanId, ...chain]).toContain(span.parentSpanId);

    for (const { traceId, spanId } of [refused, entered]) {
      const door = under(spanId, server, "platform.bff.v1.BrowserSessionService/LogIn");
      under(door.spanId, server, "platform.auth.v1.SessionService/LogIn");
      expect(inTrace(traceId).length).toBeGreaterThanOrEqual(2);
    }

    const stream = "platform.notification.v1.NotificationService/WatchNotifications";
    under(under(watched.spanId, server, stream).spanId, server, stream);

    const all = bodies.join("");
    expect(all).toContain(follow.traceId);
    expect(all).not.toContain("SECRET");
    expect(all).not.toContain(token);
    expect([...paths]).toEqual(["/v1/traces"]);
  });
});

describe("without OTEL_EXPORTER_OTLP_ENDPOINT", () => {
  it("nothing is exported, even where the SDK would know where to", async () => {
    const { bodies } = await observe(
      ({ url }) => ({ OTEL_EXPORTER_OTLP_ENDPOINT: undefined, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${url}/v1/traces` }),
      async (told) => {
        const { status } = await call(told, "user.v1.FollowService/Follow", { accountId: told.other });
        expect(status).toBe(200);
      },
    );
    expect(bodies).toEqual([]);
  });
});
