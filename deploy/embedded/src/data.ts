import { randomBytes } from "node:crypto";
import { access, mkdir, open, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Sentence } from "./sentence.ts";

/** The layout of data directories that this release writes; it grows when an older one can no longer be read. */
const format = 1;

/** What is made once for a data directory and never leaves it. */
export interface Secrets {
  /** PostgreSQL's superuser. */
  database: string;
  /** PLATFORM_SECRET. */
  platform: string;
  /** PLATFORM_SECRET_KEYS: what auth encrypts at rest with. */
  keys: string;
  /** Passwords of the demo people. */
  demo: string;
}

/** An open data directory: no other process has it. */
export interface DataDirectory {
  path: string;
  secrets: Secrets;
  /** Whether it holds the whole demo space. */
  hasDemo(): Promise<boolean>;
  noteDemo(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a data directory, making it on the first start. */
export async function openData(path: string): Promise<DataDirectory> {
  await mkdir(path, { recursive: true, mode: 0o700 }).catch((cause: NodeJS.ErrnoException) => {
    throw new Sentence(`The data directory ${path} cannot be made: ${cause.code}.`);
  });
  const lock = join(path, "platform.lock");
  await takeLock(lock, path);
  await checkFormat(path);
  const demo = join(path, "demo");
  return {
    path,
    secrets: await readSecrets(path),
    hasDemo: () =>
      access(demo).then(
        () => true,
        () => false,
      ),
    noteDemo: () => writeFile(demo, ""),
    close: () => rm(lock, { force: true }),
  };
}

async function takeLock(lock: string, path: string): Promise<void> {
  try {
    const file = await open(lock, "wx");
    await file.writeFile(String(process.pid));
    await file.close();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "EEXIST") {
      throw new Sentence(`The data directory ${path} cannot be written: ${(cause as NodeJS.ErrnoException).code}.`);
    }
    const owner = Number(await readFile(lock, "utf8"));
    if (owner && owner !== process.pid && isAlive(owner)) {
      throw new Sentence(
        `The platform is running on ${path} already (process ${owner}). Stop it first, or choose another directory with --data.`,
      );
    }
    // Left by a process that was killed.
    await rm(lock, { force: true });
    await takeLock(lock, path);
  }
}

async function checkFormat(path: string): Promise<void> {
  const file = join(path, "format");
  const found = await readFile(file, "utf8").catch(() => undefined);
  if (found === undefined) {
    await writeFile(file, `${format}\n`);
    return;
  }
  if (Number(found) === format) return;
  const other = Number(found) < format ? "an older" : "a newer";
  throw new Sentence(
    `${path} was written by ${other} release (format ${found.trim()}, this one writes ${format}). ` +
      "Start the release that wrote it, or choose another directory with --data.",
  );
}

async function readSecrets(path: string): Promise<Secrets> {
  const file = join(path, "secrets.json");
  const found = await readFile(file, "utf8").catch(() => undefined);
  if (found !== undefined) return JSON.parse(found) as Secrets;
  const random = (bytes: number) => randomBytes(bytes).toString("base64url");
  const secrets: Secrets = {
    database: random(24),
    platform: random(32),
    keys: `k1:${randomBytes(32).toString("base64")}`,
    demo: `learn-${random(9)}`,
  };
  await writeFile(file, JSON.stringify(secrets, undefined, 2), { mode: 0o600 });
  return secrets;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === "EPERM";
  }
}
