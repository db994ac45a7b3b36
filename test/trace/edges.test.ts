// Who calls whom and who listens to whom, as the spans of a process a service tell, is what the street map says.
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { EmailConfirmationRequested } from "@platform/grpc/platform/auth/v1/auth_events.ts";
import { SessionServiceDefinition } from "@platform/grpc/platform/auth/v1/session_service.ts";
import { decodeJwt } from "jose";
import postgres from "postgres";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { services } from "../../deploy/services.ts";
import { buildProcesses } from "../../tools/build.mjs";
import { attribute, type CollectedSpan, openCollector } from "./collector.ts";
import { type Processes, startProcesses } from "./processes.ts";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const [server, consumer] = [2, 5];
const password = "a horse, a battery and a staple";
const patience = { timeout: 30_000, interval: 100 };

/** What every process asks of auth, whoever it calls else: the keys that verify access tokens. */
const keys = "platform.auth.v1.SessionService/GetKeys";

/** Everything that people do, through the bff as pages do it, until each edge of the map was walked. */
async function useEverything(platform: Processes): Promise<void> {
  const ask = async (method: string, body: object, token = ""): Promise<Record<string, unknown>> => {
    const response = await fetch(`${platform.origin}/platform.${method}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} answers ${response.status}: ${text}`);
    return JSON.parse(text) as Record<string, unknown>;
  };
  const enter = async (name: string) => {
    const email = `${name}@example.org`;
    await ask("auth.v1.AccountService/Register", { email, password, name, language: "LANGUAGE_EN" });
    await ask("auth.v1.AccountService/ConfirmEmail", { token: await codeOf(platform, email) });
    const { outcome } = await platform.clients.client(SessionServiceDefinition).logIn({ email, password });
    if (outcome?.$case !== "tokens") throw new Error(`${email} was asked for a second factor`);
    const token = outcome.value.accessToken;
    await vi.waitFor(() => ask("user.v1.ProfileService/GetOwnProfile", {}, token), patience);
    return { token, id: decodeJwt(token).sub as string };
  };
  const [ann, bob] = [await enter("ann"), await enter("bob")];

  await ask("user.v1.FollowService/Follow", { accountId: ann.id }, bob.token);
  await ask("user.v1.ProfileService/UpdateProfile", { updateMask: "name", name: "Bob B." }, bob.token);

  const authoring = "learning.v1.AuthoringService";
  const created = await ask(`${authoring}/CreateCourse`, { title: "Edges", language: "LANGUAGE_EN" }, ann.token);
  const { id: courseId } = created.course as { id: string };
  const modules = [{ title: "Module", lessons: [{ title: "Lesson" }] }];
  const outline = await ask(`${authoring}/UpdateOutline`, { courseId, revision: 1, modules }, ann.token);
  const {
    modules: [
      {
        lessons: [{ id: lessonId }],
      },
    ],
    revision,
  } = outline as unknown as {
    modules: [{ lessons: [{ id: string }] }];
    revision: number;
  };
  const blocks = [{ text: { markdown: "Read this." } }];
  await ask(`${authoring}/UpdateLesson`, { courseId, lessonId, revision, blocks }, ann.token);
  await ask(`${authoring}/PublishCourse`, { courseId }, ann.token);
  await ask("learning.v1.EnrolmentService/Enrol", { courseId }, bob.token);
  const shelf = { name: "Edges", language: "LANGUAGE_EN", visibility: "SPACE_VISIBILITY_COMMUNITY" };
  const made = await ask("knowledge.v1.SpaceService/CreateSpace", shelf, ann.token);
  const { id: spaceId } = made.space as { id: string };
  const role = { spaceId, accountId: bob.id, role: "SPACE_ROLE_READER" };
  await vi.waitFor(() => ask("knowledge.v1.SpaceService/SetMember", role, ann.token), patience);

  const editorial = "news.v1.EditorialService";
  const begun = await ask(`${editorial}/CreateArticle`, { title: "Edges", language: "LANGUAGE_EN" }, ann.token);
  const { article, revision: first } = begun.draft as { article: { head: { id: string } }; revision: number };
  const articleId = article.head.id;
  const written = { articleId, revision: first, updateMask: "markdown", markdown: "Walk this." };
  await ask(`${editorial}/UpdateArticle`, written, ann.token);
  await ask(`${editorial}/PublishArticle`, { articleId }, ann.token);
  const comment = { articleId, markdown: "Walked." };
  await ask("news.v1.CommentService/AddComment", comment, ann.token);

  await ask("notification.v1.NotificationService/ListNotifications", { language: "LANGUAGE_EN" }, bob.token);

  await ask("auth.v1.AccountService/RequestPersonalDataExport", {}, bob.token);
}

/** The code that a mail would bring, read from the log of events. */
async function codeOf(platform: Processes, email: string): Promise<string> {
  const sql = postgres(platform.databaseUrl("platform"), { max: 1, onnotice: () => undefined });
  try {
    return await vi.waitFor(async () => {
      const rows = await sql<{ payload: Uint8Array }[]>`
        select payload from event_log where type = ${EmailConfirmationRequested.$type}`;
      const events = rows.map(({ payload }) => EmailConfirmationRequested.decode(payload));
      const event = events.find((one) => one.email === email);
      if (!event) throw new Error(`No code for ${email} was announced`);
      return event.token;
    }, patience);
  } finally {
    await sql.end();
  }
}

/** The edges that spans walked, as `caller -> service`. */
function edges(spans: CollectedSpan[]) {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const calls = new Set<string>();
  const asksForKeys = new Set<string>();
  const listens = new Set<string>();
  for (const span of spans) {
    const parent = span.parentSpanId ? byId.get(span.parentSpanId) : undefined;
    if (span.kind === server && parent) {
      if (span.name === keys) asksForKeys.add(parent.service);
      else calls.add(`${parent.service} -> ${span.service}`);
    }
    if (span.kind === consumer) {
      const topic = attribute(span, "messaging.destination.name")?.split(".")[1];
      if (parent) expect(parent.name, "a consumer's parent").toMatch(/ publish$/);
      listens.add(`${span.service} <- ${topic}`);
    }
  }
  return { calls, asksForKeys, listens };
}

describe("the street map", () => {
  let walked: ReturnType<typeof edges>;
  beforeAll(async () => {
    await buildProcesses();
    const collector = await openCollector();
    try {
      const platform = await startProcesses(root, collector.url, "ann@example.org");
      try {
        await useEverything(platform);
        const missing = () => {
          const { listens } = edges(collector.spans);
          return declared("listens", "<-").filter((edge) => !listens.has(edge));
        };
        // Spans come a while after what they tell of; what is missing then is told by the tests.
        await vi
          .waitFor(() => expect(missing()).toEqual([]), { timeout: 20_000, interval: 200 })
          .catch(() => undefined);
      } finally {
        await platform.stop();
      }
    } finally {
      collector.close();
    }
    walked = edges(collector.spans);
  }, 240_000);

  it("names who calls whom, no more and no less", () => {
    expect([...walked.calls].sort()).toEqual(declared("calls", "->"));
  });

  it("names who listens to whom, no more and no less", () => {
    expect([...walked.listens].sort()).toEqual(declared("listens", "<-"));
  });

  it("needs not say that each service that people call asks auth for its keys", () => {
    expect([...walked.asksForKeys].sort()).toEqual(["auth", "knowledge", "learning", "news", "notification", "user"]);
  });
});

function declared(what: "calls" | "listens", arrow: string): string[] {
  return Object.entries(services)
    .flatMap(([name, entry]) => entry[what].map((other) => `${name} ${arrow} ${other}`))
    .sort();
}
