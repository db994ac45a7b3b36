import { type CallContext, ServerError, type ServiceDefinition, Status } from "nice-grpc";
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
import type { Implementation } from "./service.ts";
import { encodeStatus, statusKey, toServerError } from "./status.ts";
import { describe } from "./telemetry/describe.ts";
import type { Metrics } from "./telemetry/metrics.ts";
import { extractTrace, inSpan, openSpan } from "./telemetry/tracing.ts";
import { decodeRequest, validateRequest } from "./validation.ts";

/** What the pipeline needs of its process. */
export interface PipelineHost {
  identity: Identity;
  metrics: Metrics;
  /** Aborts when the process begins to stop. */
  stopping: AbortSignal;
}

type Handler = (request: unknown, ctx: unknown) => unknown;
type RawHandler = (bytes: Uint8Array, call: CallContext) => unknown;

/**
 * A contract's handlers as nice-grpc wants them, on bytes: every call is identified, admitted, limited, validated on
 * the bytes that came, decoded, handled, and its end is measured and logged, all as its method's option says.
 */
export function buildService(runtime: Runtime, host: PipelineHost, implementation: Implementation) {
  const definition: ServiceDefinition = {};
  const handlers: Record<string, RawHandler> = {};
  for (const [name, method] of Object.entries(implementation.definition.methods)) {
    const contract = methodContract(`/${implementation.definition.fullName}/${method.name}`);
    if (method.requestStream) throw new Error(`${contract.path} streams its requests, which the kit does not serve`);
    const handler = implementation.handlers[name] as Handler;
    definition[name] = {
      path: contract.path,
      requestStream: false,
      responseStream: method.responseStream,
      requestSerialize: asIs,
      requestDeserialize: asIs,
      responseSerialize: asIs,
      responseDeserialize: asIs,
      options: method.options,
    };
    handlers[name] = method.responseStream
      ? (bytes, call) => serveStream(runtime, host, contract, method, handler, bytes, call)
      : (bytes, call) => serveUnary(runtime, host, contract, method, handler, bytes, call);
  }
  return { definition, handlers };
}

const asIs = (bytes: Uint8Array) => bytes;

async function serveUnary(
  runtime: Runtime,
  host: PipelineHost,
  contract: MethodContract,
  method: TsProtoMethod,
  handler: Handler,
  bytes: Uint8Array,
  call: CallContext,
): Promise<Uint8Array> {
  const record = startRecord(runtime, host, contract);
  let open: OpenCall | undefined;
  try {
    return await inServerSpan(contract, call, async () => {
      open = await enter(runtime, host, contract, call);
      validateRequest(contract, bytes);
      const { ctx } = open;
      const run = async () => {
        const request = decodeRequest(() => method.requestType.decode(bytes));
        record.request = request;
        const response = await untilEnd(open as OpenCall, handler(request, ctx) as Promise<never>);
        return method.responseType.encode(method.responseType.fromPartial(response)).finish();
      };
      const key = contract.options.idempotencyKey ? call.metadata.get(carriedKeys.idempotency) : undefined;
      const response = await (key === undefined
        ? run()
        : onceByKey(ctx.kv, `${contract.path}:${callerName(ctx.caller)}:${key.slice(0, 200)}`, bytes, run));
      await auditCall(runtime, contract, ctx, "ok");
      record.end(Status.OK, open);
      return response;
    });
  } catch (error) {
    if (open) await auditCall(runtime, contract, open.ctx, (open.ended() ?? explain(error))?.reason ?? "INTERNAL");
    throw fail(error, record, open, runtime, contract, call);
  } finally {
    open?.close();
  }
}

async function* serveStream(
  runtime: Runtime,
  host: PipelineHost,
  contract: MethodContract,
  method: TsProtoMethod,
  handler: Handler,
  bytes: Uint8Array,
  call: CallContext,
): AsyncGenerator<Uint8Array> {
  const record = startRecord(runtime, host, contract);
  const span = openSpan(...serverSpan(contract, call));
  let open: OpenCall | undefined;
  let failed: unknown;
  try {
    open = await enter(runtime, host, contract, call);
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
    record.end(Status.OK, open);
  } catch (error) {
    failed = error;
    throw fail(error, record, open, runtime, contract, call);
  } finally {
    span.end(failed);
    open?.close();
  }
}

async function enter(runtime: Runtime, host: PipelineHost, contract: MethodContract, call: CallContext) {
  const open = await openCall(runtime, host.identity, contract, call, host.stopping);
  try {
    const refusal = admit(contract, open.ctx.caller, runtime.now());
    if (refusal) throw refusal;
    await demandRate(open.ctx.kv, contract, open.ctx.caller, open.ctx.client.address);
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
  runtime: Runtime,
  contract: MethodContract,
  call: CallContext,
): ServerError {
  const refusal = open?.ended() ?? explain(error);
  if (refusal) {
    const answer = toServerError(refusal, contract.service, call.trailer);
    record.end(answer.code, open, refusal);
    return answer;
  }
  const requestId = open?.ctx.requestId ?? "";
  runtime.log.error({ err: error, method: contract.path, requestId }, "a handler failed");
  record.end(Status.INTERNAL, open);
  const told = refuse.state("INTERNAL", "Something went wrong on our side.", { metadata: { requestId } });
  call.trailer.set(statusKey, encodeStatus(told, contract.service, Status.INTERNAL));
  return new ServerError(Status.INTERNAL, told.message);
}

function startRecord(runtime: Runtime, host: PipelineHost, contract: MethodContract) {
  const started = performance.now();
  const labels = { service: contract.service, method: contract.path };
  return {
    /** The decoded request, for the log at level debug. */
    request: undefined as unknown,
    end(code: Status, open: OpenCall | undefined, refusal?: Refusal) {
      const milliseconds = performance.now() - started;
      host.metrics.calls.observe({ ...labels, code: Status[code] }, milliseconds / 1000);
      if (!runtime.log.isLevelEnabled("info")) return;
      runtime.log.info(
        {
          requestId: open?.ctx.requestId,
          caller: open && callerName(open.ctx.caller),
          method: contract.path,
          status: Status[code],
          reason: refusal?.reason,
          ms: Math.round(milliseconds * 100) / 100,
          ...(this.request !== undefined &&
            runtime.log.isLevelEnabled("debug") && { request: describe(contract.descriptor.input, this.request) }),
        },
        "call",
      );
    },
  };
}

/** What a server's span is called, and whose child it is. */
function serverSpan(contract: MethodContract, call: CallContext) {
  const { name, parent } = contract.descriptor;
  const attributes = { "rpc.system": "grpc", "rpc.service": parent.typeName, "rpc.method": name };
  return [contract.path.slice(1), "server", attributes, extractTrace(call.metadata)] as const;
}

function inServerSpan<T>(contract: MethodContract, call: CallContext, work: () => Promise<T>): Promise<T> {
  const [name, kind, attributes, parent] = serverSpan(contract, call);
  return inSpan(name, kind, attributes, work, parent);
}
