import type { MethodContract } from "@platform/kit";
import type { Patience } from "./inputs.ts";
import { duration, type JsonObject } from "./json.ts";

/** How long a call of a method may take, from its contract; a stream has no end as long as something moves on it. */
export function timing({ timeout }: MethodContract, { stream, idle, body, slack }: Patience): JsonObject {
  if (timeout === undefined) return { timeout: duration(0), idle_timeout: duration(stream) };
  return {
    timeout: duration(timeout + slack),
    idle_timeout: duration(Math.max(idle, timeout + slack)),
    // The timeout counts from the request's end; this one ends what sends its body drop by drop.
    max_stream_duration: { max_stream_duration: duration(body + timeout + slack) },
  };
}

/** The same for pages and files, which take as long as the line needs. */
export function transfer({ file, idle }: Patience): JsonObject {
  return {
    timeout: duration(0),
    idle_timeout: duration(idle),
    max_stream_duration: { max_stream_duration: duration(file) },
  };
}
