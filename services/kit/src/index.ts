export { type Caller, callerName, type Person, type RoleName } from "./caller.ts";
export { touch } from "./changes.ts";
export { openChannel } from "./channel.ts";
export { type CallOptions, type Client, carriedKeys } from "./client.ts";
export { type Config, readConfig } from "./config.ts";
export type { Ctx } from "./context.ts";
export { eventTypesOf, type MethodContract, methods, personalServices, registry } from "./contract.ts";
export type { Database, Tx } from "./database.ts";
export { type EventHandler, type EventScope, on } from "./events/consumer.ts";
export { emit, emitAll } from "./events/emit.ts";
export { mostEventBytes, mostMessageBytes } from "./events/log.ts";
export { type Host, type Parts, startHost } from "./host.ts";
export { isAway } from "./lenient.ts";
export { page } from "./page.ts";
export { mediaPath } from "./parts/blob-urls.ts";
export type { Blob, Blobs, ByteRange } from "./parts/blobs.ts";
export type { KeyValue } from "./parts/key-value.ts";
export type { CapturedMessage, Mail, Message } from "./parts/mail.ts";
export { createPlays, type Play, playFileKey, playPath } from "./parts/plays.ts";
export { openUpload, uploadKey, uploadPath } from "./parts/uploads.ts";
export { type KnownPerson, peopleConsumers, peopleOf, peopleTable } from "./people.ts";
export { runProcess } from "./process.ts";
export { type Proxies, readProxies } from "./proxies.ts";
export { Refusal, type RefusalKind, refuse } from "./refusal.ts";
export { digest, isStale, type KeyRing, keyRing, seal, unseal } from "./sealing.ts";
export {
  type Door,
  defineService,
  type Handlers,
  implement,
  type PersonalData,
  type Service,
  type Task,
} from "./service.ts";
export { signal } from "./signals.ts";
export { encodeStatus, statusKey } from "./status.ts";
export { createLogger, type Logger, openLogFile } from "./telemetry/logger.ts";
export { startTracing } from "./telemetry/start.ts";
export { extractTrace, injectTrace, inSpan, tracingOn } from "./telemetry/tracing.ts";
export { apart, searchable, slugOf } from "./text.ts";
export { type Answer, aborting, callUnary } from "./unary.ts";
export { uuid7 } from "./uuid.ts";
