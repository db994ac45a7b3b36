import type { Interceptor } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-web";

/** Begins a trace (W3C) for each call, so that what a click set off can be followed to the last consumer. */
const traced: Interceptor = (next) => (call) => {
  call.header.set("traceparent", `00-${randomHex(16)}-${randomHex(8)}-01`);
  return next(call);
};

export const transport = createConnectTransport({
  baseUrl: "/",
  useBinaryFormat: true,
  useHttpGet: true,
  interceptors: [traced],
});

function randomHex(bytes: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
}
