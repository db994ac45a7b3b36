// Who calls, in a process of its own: as many calls in flight as is said, for as long as is said.
import { Agent, request as httpRequest } from "node:http";
import { performance } from "node:perf_hooks";
import { Metadata } from "@grpc/grpc-js";
import {
  GetProfileRequest,
  GetProfileResponse,
  ProfileServiceDefinition,
} from "@platform/grpc/platform/user/v1/profile_service.ts";
import { openChannel } from "@platform/kit";
import { connectTo } from "@platform/kit/testing";
import { createChannel, createClient } from "nice-grpc";
import { serveJobs } from "./child.ts";
import { median } from "./figure.ts";
import { request } from "./people.ts";

/** Whom to call, and how. */
export interface CallJob {
  way: "bare" | "kit" | "browser" | "partner";
  target: string;
  /** Tokens of people, or cookies of browsers; each call is the next one's. */
  credentials: string[];
  inFlight: number;
  ms: number;
}

/** What came of it. */
export interface Called {
  calls: number;
  perSecond: number;
  p50: number;
}

type Call = (credential: string) => Promise<unknown>;
const open = new Map<string, Call>();

function bare(target: string): Call {
  const client = createClient(ProfileServiceDefinition, createChannel(target));
  return () => client.getProfile(request);
}

function kit(target: string): Call {
  const { client } = connectTo(target);
  return (token) => client(ProfileServiceDefinition, { token }).getProfile(request);
}

/** What a partner's client does, each at an address of its own, as a proxy in front would say. */
function partner(target: string): Call {
  const channel = openChannel(target);
  const path = `/${ProfileServiceDefinition.fullName}/GetProfile`;
  const body = Buffer.from(GetProfileRequest.encode(request).finish());
  const addresses = new Map<string, string>();
  const addressOf = (token: string) => {
    const known = addresses.get(token) ?? `10.0.${addresses.size >> 8}.${addresses.size & 255}`;
    addresses.set(token, known);
    return known;
  };
  return (token) =>
    new Promise((resolve, reject) => {
      const metadata = new Metadata();
      metadata.set("authorization", `Bearer ${token}`);
      metadata.set("x-forwarded-for", addressOf(token));
      channel.makeUnaryRequest(
        path,
        (bytes: Buffer) => bytes,
        (bytes: Buffer) => GetProfileResponse.decode(bytes),
        body,
        metadata,
        (error, answer) => (error ? reject(error) : resolve(answer)),
      );
    });
}

/** What a page does: Connect's unary POST in binary, on connections that stay open, with cookie or token. */
function browser(target: string): Call {
  const agent = new Agent({ keepAlive: true });
  const { hostname, port, host } = new URL(target);
  const body = GetProfileRequest.encode(request).finish();
  const headers = {
    "content-type": "application/proto",
    "connect-protocol-version": "1",
    "content-length": body.length,
    host,
    origin: target,
    "sec-fetch-site": "same-origin",
  };
  const path = `/${ProfileServiceDefinition.fullName}/GetProfile`;
  return (credential) =>
    new Promise((resolve, reject) => {
      const who = credential.includes("=") ? { cookie: credential } : { authorization: `Bearer ${credential}` };
      const options = { agent, hostname, port, path, method: "POST", headers: { ...headers, ...who } };
      const sent = httpRequest(options, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("error", reject);
        answer.on("end", () => {
          const bytes = Buffer.concat(chunks);
          if (answer.statusCode === 200) resolve(GetProfileResponse.decode(bytes));
          else reject(new Error(`${answer.statusCode} ${bytes}`));
        });
      });
      sent.on("error", reject);
      sent.end(body);
    });
}

const ways = { bare, kit, browser, partner };
let turn = 0;

async function run({ way, target, credentials, inFlight, ms }: CallJob): Promise<Called> {
  const known = `${way} ${target}`;
  const call = open.get(known) ?? ways[way](target);
  open.set(known, call);
  const took: number[] = [];
  const started = performance.now();
  const late = started + ms;
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (performance.now() < late) {
        const before = performance.now();
        await call(credentials[turn++ % credentials.length] ?? "");
        took.push(performance.now() - before);
      }
    }),
  );
  return { calls: took.length, perSecond: took.length / ((performance.now() - started) / 1000), p50: median(took) };
}

serveJobs(run, async () => undefined);
