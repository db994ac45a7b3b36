import { fileURLToPath } from "node:url";
import type { Config } from "../config.ts";
import { connect, databaseUrl, ensureDatabase } from "../database.ts";
import type { EventLog } from "../events/log.ts";
import { openPostgresLog } from "../events/postgres-log.ts";
import type { Logger } from "../telemetry/logger.ts";
import { type BlobUrls, createBlobUrls } from "./blob-urls.ts";
import type { Blobs } from "./blobs.ts";
import { openCapturedMail } from "./captured-mail.ts";
import { openDurableEntries } from "./durable-entries.ts";
import { openFolderBlobs } from "./folder-blobs.ts";
import type { KeyValue } from "./key-value.ts";
import type { CapturedMessage, Mail } from "./mail.ts";
import { openMemoryKeyValue } from "./memory-key-value.ts";
import { openSmtpMail } from "./smtp-mail.ts";

/** The database that the embedded kinds share: event log and durable entries. */
const sharedDatabase = "platform";

/** The seams of a process, opened by their URLs. */
export interface Seams {
  events: EventLog;
  kv: KeyValue;
  blobs: Blobs;
  blobUrls: BlobUrls;
  mail: Mail;
  /** The captured mails, newest first; undefined where mail is really sent. */
  capturedMail: (() => CapturedMessage[]) | undefined;
  close(): Promise<void>;
}

/** Opens each seam as the kind that its URL names. */
export async function openSeams(config: Config, logger: Logger): Promise<Seams> {
  const shared = databaseUrl(config, sharedDatabase);
  const needsShared = config.eventsUrl === "postgres:" || config.keyValueUrl === "memory:";
  if (needsShared) await ensureDatabase(shared);
  const blobUrls = createBlobUrls(config.secret);
  const events = await openEvents(config, shared, logger);
  const kv = await openKeyValue(config, shared, logger);
  const captured = config.mailUrl === "capture:" ? openCapturedMail() : undefined;
  return {
    events,
    kv,
    blobUrls,
    blobs: await openBlobs(config, blobUrls),
    mail: captured ?? openSentMail(config),
    capturedMail: captured?.messages,
    async close() {
      await events.close();
      await kv.close();
    },
  };
}

async function openEvents(config: Config, shared: string, logger: Logger): Promise<EventLog> {
  if (config.eventsUrl === "postgres:") return openPostgresLog(shared, logger);
  if (config.eventsUrl.startsWith("kafka:")) {
    // Loaded where they are asked for: the embedded platform has no use for the clients of the real parts.
    const { openKafkaLog } = await import("../events/kafka-log.ts");
    return openKafkaLog(config.eventsUrl, logger);
  }
  throw unknownKind("PLATFORM_EVENTS_URL", config.eventsUrl);
}

async function openKeyValue(config: Config, shared: string, logger: Logger): Promise<KeyValue> {
  if (config.keyValueUrl === "memory:") return openMemoryKeyValue(await openDurableEntries(connect(shared, 2)));
  if (/^rediss?:/.test(config.keyValueUrl)) {
    const { openRedisKeyValue } = await import("./redis-key-value.ts");
    return openRedisKeyValue(config.keyValueUrl, logger);
  }
  throw unknownKind("PLATFORM_KEY_VALUE_URL", config.keyValueUrl);
}

async function openBlobs(config: Config, urls: BlobUrls): Promise<Blobs> {
  const url = new URL(config.blobsUrl);
  if (url.protocol === "file:") return openFolderBlobs(fileURLToPath(url), urls);
  if (url.protocol === "s3:") {
    const { openS3Blobs } = await import("./s3-blobs.ts");
    return openS3Blobs(config.blobsUrl, urls);
  }
  throw unknownKind("PLATFORM_BLOBS_URL", config.blobsUrl);
}

function openSentMail(config: Config): Mail {
  const url = new URL(config.mailUrl);
  if (url.protocol === "smtp:" || url.protocol === "smtps:") return openSmtpMail(url);
  throw unknownKind("PLATFORM_MAIL_URL", config.mailUrl);
}

function unknownKind(name: string, url: string): Error {
  return new Error(`${name} names a kind that this release does not know: ${url.split(":")[0]}:`);
}
