import { tracingOn } from "./tracing.ts";

/**
 * Starts to export traces over OTLP when OTEL_EXPORTER_OTLP_ENDPOINT is set; the other OTEL_* variables hold as
 * OpenTelemetry defines them. Answers with what sends the last spans and stops.
 */
export async function startTracing(serviceName: string): Promise<() => Promise<void>> {
  if (!tracingOn) return async () => undefined;
  // Loaded only when asked for: the SDK costs more memory than a service.
  const { default: otel } = await import("@opentelemetry/sdk-node");
  const sdk = new otel.NodeSDK({
    serviceName: process.env.OTEL_SERVICE_NAME ?? serviceName,
    instrumentations: [],
    // Metrics are Prometheus's, logs are a file's.
    metricReaders: [],
    logRecordProcessors: [],
  });
  sdk.start();
  return () => sdk.shutdown();
}
