import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLogger } from "@platform/kit";
import { type Part, startPostgres } from "@platform/parts";
import { afterAll, beforeAll } from "vitest";
import { connect, ensureDatabase } from "../src/database.ts";
import { openPostgresLog } from "../src/events/postgres-log.ts";
import { createBlobUrls } from "../src/parts/blob-urls.ts";
import { openCapturedMail } from "../src/parts/captured-mail.ts";
import { openDurableEntries } from "../src/parts/durable-entries.ts";
import { openFolderBlobs } from "../src/parts/folder-blobs.ts";
import { openMemoryKeyValue } from "../src/parts/memory-key-value.ts";
import { blobsConform } from "./conformance/blobs.ts";
import { eventLogConforms } from "./conformance/event-log.ts";
import { keyValueConforms } from "./conformance/key-value.ts";
import { mailConforms } from "./conformance/mail.ts";

let folder: string;
let postgres: Part;
const shared = () => postgres.url.replace("{service}", "platform");
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "platform-seams-"));
  postgres = await startPostgres({ folder });
  await ensureDatabase(shared());
});
afterAll(async () => {
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
});

eventLogConforms("in PostgreSQL", () => openPostgresLog(shared(), createLogger("silent")), {
  async restart() {
    await postgres.kill();
    await postgres.restart();
  },
});

keyValueConforms("in the process, durable in PostgreSQL", async () => {
  const open = async () => openMemoryKeyValue(await openDurableEntries(connect(shared(), 2)));
  const kv = await open();
  return {
    kv,
    other: kv,
    async reopen() {
      await kv.close();
      return open();
    },
  };
});

blobsConform("in a folder", async () => openFolderBlobs(join(folder, "blobs"), createBlobUrls("a secret of tests")));

mailConforms("that is captured", async () => {
  const mail = openCapturedMail();
  return { mail, arrived: async () => mail.messages() };
});
