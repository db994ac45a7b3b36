import type { Interceptor } from "@connectrpc/connect";
import { createBinaryTransport } from "./binary-transport.ts";
import { readFailure } from "./failure.ts";
import { askForProof } from "./reauthentication.ts";

/** Begins a trace (W3C) for each call, so that what a click set off can be followed to the last consumer. */
const traced: Interceptor = (next) => (call) => {
  call.header.set("traceparent", `00-${randomHex(16)}-${randomHex(8)}-01`);
  return next(call);
};

/** Asks who the person is when a call wants a fresh proof of it, and makes the call again. */
const proved: Interceptor = (next) => async (call) => {
  try {
    return await next(call);
  } catch (error) {
    if (call.stream || readFailure(error).reason !== "REAUTHENTICATION_REQUIRED") throw error;
    if (!(await askForProof())) throw error;
    return next(call);
  }
};

export const transport = createBinaryTransport([proved, traced]);

function randomHex(bytes: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
}
