import { once } from "node:events";
import { createServer } from "node:http";

/** A span as OTLP's JSON words it. */
export interface CollectedSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  attributes: Attribute[];
  /** The process that made it, as its resource says. */
  service: string;
}

interface Attribute {
  key: string;
  value: unknown;
}

/** The text of an attribute. */
export function attribute({ attributes }: { attributes: Attribute[] }, key: string): string | undefined {
  return (attributes.find((one) => one.key === key)?.value as { stringValue?: string } | undefined)?.stringValue;
}

interface Batch {
  resourceSpans?: {
    resource: { attributes: Attribute[] };
    scopeSpans: { spans: Omit<CollectedSpan, "service">[] }[];
  }[];
}

/** What takes in the spans of a process over OTLP/HTTP in JSON. */
export interface Collector {
  url: string;
  spans: CollectedSpan[];
  /** All that came, as it came. */
  bodies: string[];
  /** The paths that were asked for. */
  paths: Set<string>;
  close(): void;
}

/** Opens a collector on a free port of the loopback. */
export async function openCollector(): Promise<Collector> {
  const spans: CollectedSpan[] = [];
  const bodies: string[] = [];
  const paths = new Set<string>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString("utf8");
    paths.add(request.url ?? "");
    bodies.push(body);
    const { resourceSpans = [] } = JSON.parse(body) as Batch;
    for (const { resource, scopeSpans } of resourceSpans) {
      const service = attribute(resource, "service.name") ?? "";
      for (const scope of scopeSpans) spans.push(...scope.spans.map((span) => ({ ...span, service })));
    }
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  return { url: `http://127.0.0.1:${port}`, spans, bodies, paths, close: () => server.close() };
}
