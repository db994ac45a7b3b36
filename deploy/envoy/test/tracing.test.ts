import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CollectorPart, startCollector } from "@platform/parts";
import { describePart } from "@platform/parts/testing";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { startRecorder } from "./recorder.ts";
import { type Edge, startEdge } from "./run.ts";

interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
}

/** The parts of a W3C traceparent. */
const parse = (traceparent: unknown) => {
  const [, traceId, spanId] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-01$/.exec(String(traceparent)) ?? [];
  return { traceId, spanId };
};

describePart("a request's trace", ["envoy", "otelcol"], () => {
  let folder: string;
  let collector: CollectorPart;
  let recorder: Awaited<ReturnType<typeof startRecorder>>;
  let edge: Edge;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "platform-edge-traces-"));
    [collector, recorder] = await Promise.all([startCollector({ folder }), startRecorder()]);
    edge = await startEdge({ ...recorder.behind, accessLog: false, traces: new URL(collector.grpcUrl).host });
  });
  afterAll(async () => {
    await edge?.stop();
    await recorder?.stop();
    await collector?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** What the edge itself told of a trace, once it did. */
  async function told(traceId: string | undefined): Promise<Span> {
    return vi.waitFor(
      async () => {
        const batches = (await collector.received()) as {
          resourceSpans?: { resource: object; scopeSpans: { spans: Span[] }[] }[];
        }[];
        const spans = batches
          .flatMap(({ resourceSpans = [] }) => resourceSpans)
          .filter(({ resource }) => JSON.stringify(resource).includes('"stringValue":"edge"'))
          .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
        const span = spans.find((one) => one.traceId === traceId);
        if (!span) throw new Error(`no span of trace ${traceId} came`);
        return span;
      },
      { timeout: 15_000, interval: 100 },
    );
  }

  it("begins at the edge, and the service goes on from there", async () => {
    await fetch(`http://${edge.public}/page`);
    const seen = parse(recorder.take().at(-1)?.headers.traceparent);
    expect(seen.traceId).toBeDefined();
    const span = await told(seen.traceId);
    expect(span.spanId).toBe(seen.spanId);
    expect(span.parentSpanId ?? "").toBe("");
  });

  it("goes on from the browser's", async () => {
    const [traceId, spanId] = ["0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"];
    await fetch(`http://${edge.public}/page`, { headers: { traceparent: `00-${traceId}-${spanId}-01` } });
    const seen = parse(recorder.take().at(-1)?.headers.traceparent);
    expect(seen.traceId).toBe(traceId);
    expect(seen.spanId).not.toBe(spanId);
    expect(await told(traceId)).toMatchObject({ spanId: seen.spanId, parentSpanId: spanId });
  });
});
