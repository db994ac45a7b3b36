import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type IncomingMessage, request } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { type MethodContract, methods } from "@platform/kit";
import { demandPart, findPart } from "@platform/parts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundle } from "../../tools/build.mjs";
import { createRawClient } from "../raw-client.ts";
import { freePort, type Launched, launch } from "./launcher.ts";

const patience = 60_000;
const running = new Set<Launched>();
const folders: string[] = [];
beforeAll(() => bundle({ main: "deploy/embedded/src/main.ts" }, "deploy/embedded/dist"));
afterAll(async () => {
  for (const one of running) one.process.kill("SIGKILL");
  await Promise.all([...running].map((one) => one.ended));
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "platform-start-"));
  folders.push(folder);
  return join(folder, "data");
}

async function start(data: string, ...flags: string[]) {
  const [port, grpcPort] = [await freePort(), await freePort()];
  const launched = launch("--data", data, "--port", `${port}`, "--grpc-port", `${grpcPort}`, ...flags);
  running.add(launched);
  return { ...launched, origin: `http://127.0.0.1:${port}`, port, grpcPort };
}

async function stop(launched: Launched): Promise<void> {
  launched.process.kill("SIGINT");
  expect(await launched.ended, launched.words()).toBe(0);
}

/** What it says when it refuses to start: a sentence, and no stack. */
async function refusal(launched: Launched): Promise<string> {
  expect(await launched.ended).toBe(1);
  expect(launched.words()).not.toMatch(/^\s+at /m);
  return launched.words();
}

const post = (origin: string, method: string, body: unknown) =>
  fetch(`${origin}/platform.${method}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin },
    body: JSON.stringify(body),
  });

const newcomer = { email: "new@example.org", password: "a password of some length", name: "New" };

describe("an operator", () => {
  // As README shows it.
  it.skipIf(!findPart("grpcurl") && !process.env.CI)(
    "lists the services, logs in and calls a method (grpcurl: npm run mesh:install)",
    async () => {
      const one = await start(await dataFolder());
      await one.says("Ready");
      const run = promisify(execFile);
      const grpcurl = async (...words: string[]) =>
        (await run(demandPart("grpcurl"), ["-plaintext", ...words], { timeout: 10_000 })).stdout;
      const at = `localhost:${one.grpcPort}`;
      expect(await grpcurl(at, "list")).toContain("platform.auth.v1.SessionService\n");
      expect(await grpcurl(at, "describe", "platform.news.v1.Tag")).toContain("string slug = 1;");
      const login = { email: "learner@example.org", password: /password (\S+)/.exec(one.words())?.[1] };
      const tokens = await grpcurl("-d", JSON.stringify(login), at, "platform.auth.v1.SessionService/LogIn");
      const token = /"accessToken": "(.*)"/.exec(tokens)?.[1];
      const call = [at, "platform.learning.v1.EnrolmentService/ListEnrolments"];
      expect(await grpcurl("-H", `authorization: Bearer ${token}`, ...call)).toContain("First steps on the platform");
      await expect(grpcurl(...call)).rejects.toThrow("Code: Unauthenticated");
      await stop(one);
    },
    patience,
  );
});

describe("a start", () => {
  it(
    "fills the demo space, prints logins that work, answers probes, and keeps its data over a restart",
    async () => {
      const data = await dataFolder();
      const first = await start(data);
      await first.says("Ready");
      const password = /password (\S+)/.exec(first.words())?.[1];
      const logIn = () =>
        post(first.origin, "bff.v1.BrowserSessionService/LogIn", { email: "learner@example.org", password });
      expect((await logIn()).status).toBe(200);
      const ready = (await (await fetch(`${first.origin}/readyz`)).json()) as { ready: boolean; services: object };
      expect(ready.ready).toBe(true);
      expect(Object.keys(ready.services)).toEqual([
        "auth",
        "user",
        "learning",
        "knowledge",
        "news",
        "notification",
        "bff",
      ]);
      await post(first.origin, "auth.v1.AccountService/Register", newcomer);
      await stop(first);

      const second = await start(data);
      await second.says("Ready");
      expect(second.words()).toContain(`password ${password}`);
      const again = await post(second.origin, "bff.v1.BrowserSessionService/LogIn", newcomer);
      expect(await again.text()).toContain("not confirmed");
      await stop(second);
    },
    patience,
  );

  it(
    "goes on with a demo space that a kill cut short",
    async () => {
      const data = await dataFolder();
      const first = await start(data);
      await first.says("Filling the demo space");
      await sleep(300);
      first.process.kill("SIGKILL");
      await first.ended;
      const second = await start(data);
      await second.says("Ready");
      const courses = await fetch(
        `${second.origin}/platform.learning.v1.CatalogueService/ListCourses?connect=v1&encoding=json&message=%7B%7D`,
      );
      const titles = ((await courses.json()) as { courses: { title: string }[] }).courses.map(({ title }) => title);
      expect(titles.sort()).toEqual([
        "First steps on the platform",
        "Gaps, choices and places",
        "Первые шаги на платформе",
        "Пропуски, выбор и места",
      ]);
      await stop(second);
    },
    patience,
  );

  it(
    "runs some services alone, without demo",
    async () => {
      const launched = await start(await dataFolder(), "--only", "auth,user,learning", "--empty");
      await launched.says("Ready");
      expect(launched.words()).not.toContain("Demo logins");
      const client = createRawClient(`127.0.0.1:${launched.grpcPort}`);
      const method = methods.get("/platform.learning.v1.CatalogueService/ListCourses") as MethodContract;
      expect((await client.call(method, Buffer.alloc(0), {})).code).toBe(0);
      client.close();
      await stop(launched);
    },
    patience,
  );

  it(
    "lets requests in flight finish when it is asked to stop",
    async () => {
      const launched = await start(await dataFolder(), "--empty");
      await launched.says("Ready");
      const body = JSON.stringify(newcomer);
      const flight = request(`${launched.origin}/platform.auth.v1.AccountService/Register`, {
        method: "POST",
        headers: { "content-type": "application/json", "content-length": body.length, expect: "100-continue" },
      });
      flight.flushHeaders();
      await once(flight, "continue");
      launched.process.kill("SIGINT");
      await launched.says("Stopping");
      flight.end(body);
      const [answer] = (await once(flight, "response")) as [IncomingMessage];
      expect(answer.statusCode).toBe(200);
      answer.resume();
      expect(await launched.ended).toBe(0);
    },
    patience,
  );
});

describe("what cannot start says why in a sentence", () => {
  it(
    "a second start on the same data directory",
    async () => {
      const data = await dataFolder();
      const first = await start(data, "--empty");
      await first.says("Ready");
      expect(await refusal(await start(data))).toContain(`The platform is running on ${data} already`);
      await stop(first);
    },
    patience,
  );

  it(
    "a port that is taken",
    async () => {
      const taken = createServer().listen(0);
      await once(taken, "listening");
      const { port } = taken.address() as { port: number };
      const launched = launch("--data", await dataFolder(), "--port", `${port}`);
      running.add(launched);
      expect(await refusal(launched)).toContain(
        `Port ${port} is taken by another program. Choose another with --port.`,
      );
      taken.close();
    },
    patience,
  );

  it(
    "a data directory of an older release",
    async () => {
      const data = await dataFolder();
      const first = await start(data, "--empty");
      await first.says("Ready");
      await stop(first);
      await writeFile(join(data, "format"), "0\n");
      expect(await refusal(await start(data))).toContain("was written by an older release");
    },
    patience,
  );

  it(
    "a flag or a service that is not there",
    async () => {
      expect(await refusal(await start(await dataFolder(), "--colour"))).toContain("npm start -- [--port N]");
      expect(await refusal(await start(await dataFolder(), "--only", "auth,shop"))).toContain(
        "There is no service shop.",
      );
    },
    patience,
  );
});
