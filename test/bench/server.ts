// What is called: a bare nice-grpc server, the kit with the bff in one process as `npm start` runs them, or the bff
// in a process of its own.
import { devNull, tmpdir } from "node:os";
import { pathToFileURL } from "node:url";
import bff from "@platform/bff";
import { ProfileServiceDefinition } from "@platform/grpc/platform/user/v1/profile_service.ts";
import { createLogger, defineService, implement, openLogFile, readConfig, refuse, startHost } from "@platform/kit";
import { startTestPlatform } from "@platform/kit/testing";
import { createServer } from "nice-grpc";
import { script, services } from "../../services/bff/test/services.ts";
import { serveJobs } from "./child.ts";
import { response } from "./people.ts";

/** How to be a server. */
export type ServerJob =
  | { role: "bare" | "kit"; people: number }
  | { role: "edge"; database: string; user: string }
  | { role: "cpu" };

/** Where it is, and who may call. */
export interface Served {
  grpc: string;
  web: string;
  database: string;
  callers: { token: string; cookie: string }[];
}

// As `npm start` logs: at level info, into a file; this one keeps nothing.
const logger = createLogger("info", openLogFile(devNull));
const nowhere = { grpc: "", web: "", database: "", callers: [] };
let stop: () => Promise<void> = async () => undefined;

const absent = async () => {
  throw refuse.state("NOT_IN_THE_BENCH", "The bench has no answer to this.");
};
const handlers = {
  ...Object.fromEntries(Object.keys(ProfileServiceDefinition.methods).map((name) => [name, absent])),
  getOwnProfile: async () => response,
  getProfile: async () => response,
};

async function serveBare(): Promise<Served> {
  const server = createServer();
  server.add(ProfileServiceDefinition, handlers as never);
  const port = await server.listen("127.0.0.1:0");
  stop = async () => server.forceShutdown();
  return { ...nowhere, grpc: `127.0.0.1:${port}` };
}

async function serveKit(people: number): Promise<Served> {
  const user = defineService({ name: "user", rpc: [implement(ProfileServiceDefinition, handlers as never)] });
  const others = services.filter(({ name }) => name !== "user");
  const platform = await startTestPlatform([...others, user, bff], { logger });
  stop = () => platform.stop();
  script.keys = platform.keys;
  const web = `http://127.0.0.1:${platform.host.doors.get("bff")?.port}`;
  const callers: Served["callers"] = [];
  for (let n = 0; n < people; n++) {
    const { token } = await platform.as({ expiresIn: 3600 });
    script.tokens = async () => ({
      accessToken: token,
      accessExpireTime: new Date(Date.now() + 3600_000),
      refreshToken: "a-refresh-token-of-some-length",
    });
    callers.push({ token, cookie: await signIn(web, n) });
  }
  return { grpc: platform.address, web, database: platform.databaseUrl("{service}"), callers };
}

/** Signs a browser in, each at an address of its own. */
async function signIn(web: string, n: number): Promise<string> {
  const answer = await fetch(`${web}/platform.bff.v1.BrowserSessionService/LogIn`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: web, "x-forwarded-for": `10.0.${n >> 8}.${n & 255}` },
    body: JSON.stringify({ email: "nina@example.org", password: "right" }),
  });
  const [cookie] = answer.headers.getSetCookie();
  if (!cookie) throw new Error(`Nobody was signed in: ${answer.status} ${await answer.text()}`);
  return cookie.split(";")[0] as string;
}

async function serveEdge(database: string, user: string): Promise<Served> {
  const config = readConfig({
    PLATFORM_ROOT: process.env.PLATFORM_ROOT,
    PLATFORM_DATABASE_URL: database,
    PLATFORM_BLOBS_URL: pathToFileURL(tmpdir()).href,
    PLATFORM_SECRET: "a secret of tests alone, long enough to be one",
    PLATFORM_GRPC_PORT: "0",
    PLATFORM_WEB_PORT: "0",
    PLATFORM_PEERS: `user=${user},auth=${user}`,
  });
  const host = await startHost([bff], config, { logger });
  stop = () => host.stop();
  return { ...nowhere, web: `http://127.0.0.1:${host.doors.get("bff")?.port}` };
}

/** Microseconds of processor time that this process took so far. */
async function cpu(): Promise<number> {
  const { user, system } = process.cpuUsage();
  return user + system;
}

serveJobs<ServerJob>(
  (job): Promise<unknown> => {
    if (job.role === "cpu") return cpu();
    if (job.role === "edge") return serveEdge(job.database, job.user);
    return job.role === "bare" ? serveBare() : serveKit(job.people);
  },
  () => stop(),
);
