import type { Person } from "./caller.ts";
import { anonymous, type Caller, callerName } from "./caller.ts";
import { carriedKeys } from "./client.ts";
import { type Runtime, ServiceContext } from "./context.ts";
import { Access, type MethodContract } from "./contract.ts";
import type { Admission } from "./lenient.ts";
import type { Proxies } from "./proxies.ts";
import { type Refusal, refuse } from "./refusal.ts";
import { header, type IncomingCall } from "./server.ts";
import type { ServiceProofs } from "./tokens.ts";
import { uuid7 } from "./uuid.ts";

/** What a process uses to find out who calls. */
export interface Identity {
  verify(token: string, now: Date): Promise<Person>;
  proofs: ServiceProofs;
  proxies: Proxies;
}

const bearer = /^Bearer (.+)$/i;

/** A call that was let in up to admission: who, from where, and until when. */
export interface OpenCall {
  ctx: ServiceContext;
  /** Why it ended before its handler did; undefined while it goes on. */
  ended(): Refusal | undefined;
  /** Tells why, once the call ends before its handler does; at once where it has ended. One listener at a time. */
  onEnd(listener: (why: Refusal) => void): void;
  /** Frees the timer and the listeners. */
  close(): void;
}

/** Reads who makes a call and opens its context, which ends with its deadline, its caller, or the process. */
export async function openCall(
  runtime: Runtime,
  identity: Identity,
  contract: MethodContract,
  call: IncomingCall,
  stopping: AbortSignal,
): Promise<OpenCall> {
  const token = bearer.exec(header(call, carriedKeys.authorization) ?? "")?.[1];
  const proofToken = header(call, carriedKeys.proof);
  const proof = proofToken === undefined ? undefined : await identity.proofs.check(proofToken);
  const caller = await readCaller(runtime, identity, contract, token, proof);
  const life = endWith(contract, call, stopping);
  const peer = hostOf(call.getPeer());
  const ctx = new ServiceContext(runtime, {
    caller,
    token: caller.kind === "person" ? token : undefined,
    // Only the platform's own hops and the proxies in front are believed about where a call began.
    client: {
      address:
        (proof && header(call, carriedKeys.address)) ?? identity.proxies.origin(peer, header(call, "x-forwarded-for")),
      device: (proof && decodeDevice(header(call, carriedKeys.device))) ?? header(call, "user-agent") ?? "",
    },
    requestId: ((proof || identity.proxies.trusts(peer)) && header(call, carriedKeys.requestId)) || uuid7(),
    life,
  });
  return { ctx, ended: life.ended, onEnd: life.onEnd, close: life.close };
}

/** Who calls, as far as a token and a service's proof tell. */
export async function readCaller(
  runtime: Pick<Runtime, "admission" | "now">,
  identity: Identity,
  contract: MethodContract,
  token: string | undefined,
  proof: { name: string; edge: boolean } | undefined,
): Promise<Caller> {
  if (token === undefined) return proof && !proof.edge ? { kind: "service", name: proof.name } : anonymous;
  try {
    const person = await identity.verify(token, runtime.now());
    if (await runtime.admission.get(`revoked:${person.sessionId}`)) {
      throw refuse.unauthenticated("SESSION_ENDED", "The session was ended; sign in again.");
    }
    return person;
  } catch (error) {
    // A public method has nothing to protect, and an old token must not keep anybody from signing in.
    if (contract.options.access === Access.PUBLIC) return anonymous;
    throw error;
  }
}

function endWith(contract: MethodContract, call: IncomingCall, stopping: AbortSignal) {
  // Made when somebody asks for it: most calls end without, and it costs as much as reading the request.
  let controller: AbortController | undefined;
  let reason: Refusal | undefined;
  let listener: ((why: Refusal) => void) | undefined;
  const end = (why: Refusal) => {
    if (reason) return;
    reason = why;
    controller?.abort(why);
    listener?.(why);
  };
  const onLeft = () => end(refuse.aborted("CALLER_LEFT", "The caller left."));
  const onStop = () =>
    end(refuse.unavailable("SERVER_STOPPING", "The server stops; call again.", { retryAfterMs: 500 }));
  const { timeout } = contract;
  const timer =
    timeout === undefined
      ? undefined
      : setTimeout(() => end(refuse.tooLate("DEADLINE_PASSED", `The call took longer than ${timeout} ms.`)), timeout);
  // Unary calls are let finish while the process drains; a stream would never end by itself.
  const streams = contract.descriptor.methodKind !== "unary";
  if (streams && stopping.aborted) onStop();
  if (streams) stopping.addEventListener("abort", onStop, { once: true });
  return {
    get signal() {
      if (!controller) {
        controller = new AbortController();
        if (call.cancelled) onLeft();
        else call.once("cancelled", onLeft);
        if (reason) controller.abort(reason);
      }
      return controller.signal;
    },
    ended() {
      if (call.cancelled) onLeft();
      return reason;
    },
    onEnd(tell: (why: Refusal) => void) {
      listener = tell;
      if (reason) tell(reason);
    },
    close() {
      clearTimeout(timer);
      call.off("cancelled", onLeft);
      if (streams) stopping.removeEventListener("abort", onStop);
    },
  };
}

/** Takes one call from the limit of a caller, or of the address where there is no caller; refuses when none is left. */
export async function demandRate(
  limits: Admission,
  contract: MethodContract,
  caller: Caller,
  address: string,
): Promise<void> {
  const rate = contract.options.rate;
  if (!rate) return;
  const who = caller.kind === "anonymous" ? address : callerName(caller);
  const { allowed, retryAfterMs } = await limits.take(`rate:${contract.path}:${who}`, {
    perMinute: rate.perMinute,
    burst: rate.burst || rate.perMinute,
  });
  if (!allowed) {
    throw refuse.exhausted("RATE_LIMITED", "Too many calls; try again later.", { retryAfterMs });
  }
}

function hostOf(peer: string): string {
  return peer.replace(/:\d+$/, "").replace(/^\[|\]$/g, "");
}

function decodeDevice(device: string | undefined): string | undefined {
  try {
    return device && decodeURIComponent(device);
  } catch {
    return undefined;
  }
}
