import { type ServerUnaryCall, type ServerWritableStream, status } from "@grpc/grpc-js";
import { admit } from "./admission.ts";
import { auditCall } from "./audit.ts";
import { callerName } from "./caller.ts";
import { demandRate, type Identity, type OpenCall, openCall } from "./calls.ts";
import { carriedKeys, type TsProtoMethod } from "./client.ts";
import type { Runtime } from "./context.ts";
import { type MethodContract, methodContract } from "./contract.ts";
import { explain } from "./failure.ts";
import { onceByKey } from "./idempotency.ts";
import { type Refusal, refuse } from "./refusal.ts";
import { header, type IncomingCall, type ServedContract } from "./server.ts";
import type { Implementation } from "./service.ts";
import { type Failure, toFailure } from "./status.ts";
import { describe } from "./telemetry/describe.ts";
import type { Metrics } from "./telemetry/metrics.ts";
import { extractTrace, inSpan, noteOnSpan, openSpan, tracingOn } from "./telemetry/tracing.ts";
import { decodeRequest, validateRequest } from "./validation.ts";

/** What the pipeline needs of its process. */
export interface PipelineHost {
  identity: Identity;
  metrics: Metrics;
  /** Aborts when the process begins to stop. */
  stopping: AbortSignal;
}

type Handler = (request: unknown, ctx: unknown) => unknown;

/** A method, bound to what answers it. */
interface Bound {
  runtime: Runtime;
  host: PipelineHost;
  contract: MethodContract;
  method: TsProtoMethod;
  handler: Handler;
}

/**
 * A contract's handlers as the server wants them, on bytes: every call is identified, admitted, limited, validated on
 * the bytes that came, decoded, handled, and its end is measured and logged, all as its method's option says.
 */
export function buildService(runtime: Runtime, host: PipelineHost, implementation: Implementation): ServedContract {
  const { fullName, methods } = implementation.definition;
  const served: ServedContract = { name: fullName, unary: {}, streams: {} };
  for (const [name, method] of Object.entries(methods)) {
    const contract = methodContract(`/${fullName}/${method.name}`);
    if (method.requestStream) throw new Error(`${contract.path} streams its requests, which the kit does not serve`);
    const bound = { runtime, host, contract, method, handler: implementation.handlers[name] as Handler };
    if (method.responseStream) served.streams[method.name] = (call) => serveStream(bound, call);
    else served.unary[method.name] = (call) => serveUnary(bound, call);
  }
  return served;
}

async function serveUnary(bound: Bound, call: ServerUnaryCall<Buffer, Uint8Array>): Promise<Uint8Array> {
  const { runtime, contract, method, handler } = bound;
  const bytes = call.request;
  const record = startRecord(bound);
  let open: OpenCall | undefined;
  try {
    return await inServerSpan(contract, call, async () => {
      open = await enter(bound, call);
      validateRequest(contract, bytes);
      const { ctx } = open;
      const run = async () => {
        const request = decodeRequest(() => method.requestType.decode(bytes));
        record.request = request;
        const response = await untilEnd(open as OpenCall, handler(request, ctx) as Promise<never>);
        return method.responseType.encode(method.responseType.fromPartial(response)).finish();
      };
      const key = contract.options.idempotencyKey ? header(call, carriedKeys.idempotency) : undefined;
      const response = await (key === undefined
        ? run()
        : onceByKey(ctx.kv, `${contract.path}:${callerName(ctx.caller)}:${key.slice(0, 200)}`, bytes, run));
      await auditCall(runtime, contract, ctx, "ok");
      record.end(status.OK, open);
      return response;
    });
  } catch (error) {
    if (open) await auditCall(runtime, contract, open.ctx, (open.ended() ?? explain(error))?.reason ?? "INTERNAL");
    throw fail(error, record, open, bound);
  } finally {
    open?.close();
  }
}

async function* serveStream(bound: Bound, call: ServerWritableStream<Buffer, Uint8Array>): AsyncGenerator<Uint8Array> {
  const { contract, method, handler } = bound;
  const bytes = call.request;
  const record = startRecord(bound);
  const span = openSpan(...serverSpan(contract, call));
  let open: OpenCall | undefined;
  let failed: unknown;
  try {
    open = await span.run(() => enter(bound, call));
    // Asked for here, since a handler that waits without its signal would keep a stream whose caller has left.
    if (open.ctx.signal.aborted) throw open.ended();
    validateRequest(contract, bytes);
    const request = decodeRequest(() => method.requestType.decode(bytes));
    record.request = request;
    const responses = (handler(request, open.ctx) as AsyncIterable<never>)[Symbol.asyncIterator]();
    try {
      while (true) {
        const next = await untilEnd(
          open,
          span.run(() => responses.next()),
        );
        if (next.done) break;
        yield method.responseType.encode(method.responseType.fromPartial(next.value)).finish();
      }
    } finally {
      // A handler that waits ends by its signal; waiting for it here could hold the stream open for ever.
      responses.return?.()?.catch(() => undefined);
    }
    span.run(() => record.end(status.OK, open));
  } catch (error) {
    failed = error;
    throw span.run(() => fail(error, record, open, bound));
  } finally {
    span.end(failed);
    open?.close();
  }
}

async function enter({ runtime, host, contract }: Bound, call: IncomingCall) {
  const open = await openCall(runtime, host.identity, contract, call, host.stopping);
  // What a person is told of a failure leads to its trace.
  noteOnSpan("platform.request_id", open.ctx.requestId);
  try {
    const refusal = admit(contract, open.ctx.caller, runtime.now());
    if (refusal) throw refusal;
    await demandRate(runtime.admission, contract, open.ctx.caller, open.ctx.client.address);
    return open;
  } catch (error) {
    open.close();
    throw error;
  }
}

/** The work's result, or the reason for which the call ended before it. */
function untilEnd<T>(open: OpenCall, work: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    open.onEnd(reject);
    work.then(resolve, reject);
  });
}

function fail(
  error: unknown,
  record: ReturnType<typeof startRecord>,
  open: OpenCall | undefined,
  { runtime, contract }: Bound,
): Failure {
  const refusal = open?.ended() ?? explain(error);
  if (refusal) {
    const failure = toFailure(refusal, contract.service);
    record.end(failure.code, open, refusal);
    return failure;
  }
  const requestId = open?.ctx.requestId ?? "";
  runtime.log.error({ err: error, method: contract.path, requestId }, "a handler failed");
  record.end(status.INTERNAL, open);
  const told = refuse.state("INTERNAL", "Something went wrong on our side.", { metadata: { requestId } });
  return toFailure(told, contract.service, status.INTERNAL);
}

function startRecord({ runtime, host, contract }: Bound) {
  const started = performance.now();
  return {
    /** The decoded request, for the log at level debug. */
    request: undefined as unknown,
    end(code: status, open: OpenCall | undefined, refusal?: Refusal) {
      const milliseconds = performance.now() - started;
      host.metrics.calls.observe(
        { service: contract.service, method: contract.path, code: status[code] },
        milliseconds / 1000,
      );
      if (refusal) {
        host.metrics.refused.inc({ service: contract.service, method: contract.path, reason: refusal.reason });
      }
      if (!runtime.log.isLevelEnabled("info")) return;
      const line: Record<string, unknown> = {
        requestId: open?.ctx.requestId,
        caller: open && callerName(open.ctx.caller),
        method: contract.path,
        status: status[code],
        reason: refusal?.reason,
        ms: Math.round(milliseconds * 100) / 100,
      };
      if (this.request !== undefined && runtime.log.isLevelEnabled("debug")) {
        line.request = describe(contract.descriptor.input, this.request);
      }
      runtime.log.info(line, "call");
    },
  };
}

/** What a server's span is called, and whose child it is. */
function serverSpan(contract: MethodContract, call: IncomingCall) {
  const { name, parent } = contract.descriptor;
  const attributes = { "rpc.system": "grpc", "rpc.service": parent.typeName, "rpc.method": name };
  const headers = { get: (key: string) => header(call, key) };
  return [contract.path.slice(1), "server", attributes, extractTrace(headers)] as const;
}

function inServerSpan<T>(contract: MethodContract, call: IncomingCall, work: () => Promise<T>): Promise<T> {
  if (!tracingOn) return work();
  const [name, kind, attributes, parent] = serverSpan(contract, call);
  return inSpan(name, kind, attributes, work, parent);
}
