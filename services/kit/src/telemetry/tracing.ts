import {
  type Attributes,
  type Context,
  context,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  type TextMapGetter,
  type TextMapSetter,
  trace,
} from "@opentelemetry/api";

const tracer = trace.getTracer("@platform/kit");

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

/** Runs `work` inside a span; an error marks the span and goes on. */
export function inSpan<T>(
  name: string,
  kind: "server" | "client" | "producer" | "consumer" | "internal",
  attributes: Attributes,
  work: (span: Span | undefined) => Promise<T>,
  parent: Context = context.active(),
): Promise<T> {
  if (!tracingOn) return work(undefined);
  const spanKind = SpanKind[kind.toUpperCase() as keyof typeof SpanKind];
  return untilDone(tracer.startSpan(name, { kind: spanKind, attributes }, parent), work, parent);
}

async function untilDone<T>(span: Span, work: (span: Span) => Promise<T>, parent: Context): Promise<T> {
  try {
    return await context.with(trace.setSpan(parent, span), () => work(span));
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : "error" });
    throw error;
  } finally {
    span.end();
  }
}
