import {
  type Attributes,
  type Context,
  context,
  propagation,
  SpanKind,
  SpanStatusCode,
  type TextMapGetter,
  type TextMapSetter,
  trace,
} from "@opentelemetry/api";

// Asked for at each span: the SDK is loaded later, and by another format of the API's package, which only the global
// registration joins to this one.
const tracer = () => trace.getTracer("@platform/kit");

/** Whether an exporter is configured; without one no span is made. */
export const tracingOn = Boolean(process.env.OTEL_EXPORTER_OTLP_ENDPOINT);

type Headers = { get(key: string): string | undefined; set(key: string, value: string): unknown };

const getter: TextMapGetter<Headers> = { get: (carrier, key) => carrier.get(key), keys: () => [] };
const setter: TextMapSetter<Headers> = { set: (carrier, key, value) => carrier.set(key, value) };

/** The trace that headers carry, to be the parent of what follows. */
export function extractTrace(headers: { get(key: string): unknown }): Context {
  return tracingOn ? propagation.extract(context.active(), headers as Headers, getter) : context.active();
}

/** Puts the active trace into headers. */
export function injectTrace(headers: { set(key: string, value: string): unknown }): void {
  if (tracingOn) propagation.inject(context.active(), headers as Headers, setter);
}

type Kind = "server" | "client" | "producer" | "consumer" | "internal";

/** A span that is under way. */
export interface OpenSpan {
  /** Does a piece of its work: what that calls or emits becomes its child. */
  run<T>(work: () => T): T;
  /** Ends it; an error marks it. */
  end(error?: unknown): void;
}

const untraced: OpenSpan = { run: (work) => work(), end: () => undefined };

/** Begins a span, for work that is done piece by piece, such as a stream's. */
export function openSpan(name: string, kind: Kind, attributes: Attributes, parent = context.active()): OpenSpan {
  if (!tracingOn) return untraced;
  const spanKind = SpanKind[kind.toUpperCase() as keyof typeof SpanKind];
  const span = tracer().startSpan(name, { kind: spanKind, attributes }, parent);
  const inside = trace.setSpan(parent, span);
  return {
    run: (work) => context.with(inside, work),
    end(error) {
      // The class alone: a message may quote what a person wrote.
      if (error !== undefined) {
        span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : "error" });
      }
      span.end();
    },
  };
}

/** Says something of the span that is under way. */
export function noteOnSpan(key: string, value: string): void {
  if (tracingOn) trace.getActiveSpan()?.setAttribute(key, value);
}

/** The ids of the trace and the span that are under way. */
export function activeSpan(): { traceId: string; spanId: string } | undefined {
  return tracingOn ? trace.getActiveSpan()?.spanContext() : undefined;
}

/** Runs `work` inside a span; an error marks the span and goes on. */
export function inSpan<T>(
  name: string,
  kind: Kind,
  attributes: Attributes,
  work: () => Promise<T>,
  parent: Context = context.active(),
): Promise<T> {
  return tracingOn ? untilDone(openSpan(name, kind, attributes, parent), work) : work();
}

async function untilDone<T>(span: OpenSpan, work: () => Promise<T>): Promise<T> {
  try {
    const result = await span.run(work);
    span.end();
    return result;
  } catch (error) {
    span.end(error ?? "error");
    throw error;
  }
}
