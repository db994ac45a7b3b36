import type { IncomingMessage, ServerResponse } from "node:http";
import { toBinary } from "@bufbuild/protobuf";
import { Code, ConnectError, createContextKey, type HandlerContext, type Interceptor } from "@connectrpc/connect";
import { type Caller, encodeStatus, type Parts, Refusal } from "@platform/kit";
import { type Behind, fromStatus } from "./services.ts";

/** The browser's request behind an aggregate's call. */
export interface Visit {
  request: IncomingMessage;
  response: ServerResponse;
  behind: Behind;
  /** Who calls, once the call is admitted. */
  caller?: Caller;
}

export const visitKey = createContextKey<Visit | undefined>(undefined, { description: "the browser's request" });

/** Admits an aggregate's call as its contract says, by the kit's own rules: who, how often, with which fields. */
export function byContract(parts: Parts): Interceptor {
  return (next) => async (call) => {
    if (call.stream) throw new ConnectError("aggregates are unary", Code.Unimplemented);
    const visit = call.contextValues.get(visitKey);
    if (!visit) throw new ConnectError("no browser stands behind this call", Code.Internal);
    try {
      const path = `/${call.service.typeName}/${call.method.name}`;
      visit.caller = await parts.demand(path, toBinary(call.method.input, call.message), visit.behind);
      return await next(call);
    } catch (error) {
      throw error instanceof Refusal ? fromStatus(encodeStatus(error, "bff")) : error;
    }
  };
}

/** The browser's request behind a handler's call. */
export function visitOf(context: HandlerContext): Visit {
  const visit = context.values.get(visitKey);
  if (!visit) throw new Error("no browser stands behind this call");
  return visit;
}
