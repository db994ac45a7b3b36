import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { type Browser, signIn } from "./browser.ts";
import type { Figure } from "./figure.ts";
import { type Started, startPlatform } from "./platform.ts";

const restMs = 2000;
const uses = 100;

/** The started platform: how soon, how large, and how fast it imports a real course. */
export async function measureStart(root: string, course: string): Promise<Figure[]> {
  const data = await mkdtemp(join(tmpdir(), "platform-bench-"));
  try {
    const first = await startPlatform(root, data);
    const atRest = await stopAfter(first, async () => {
      await sleep(restMs);
      return first.memory();
    });
    const second = await startPlatform(root, data);
    const rest = await stopAfter(second, () => useAndImport(second, course));
    return [
      { what: "npm start after install: ready, with the demo space made", ...seconds(first.seconds, 6) },
      { what: "  the same, on the data that are there", ...seconds(second.seconds, 6) },
      { what: "platform without PostgreSQL, resident: ready", ...megabytes(atRest) },
      ...rest,
    ];
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}

async function useAndImport(platform: Started, course: string): Promise<Figure[]> {
  const browser = await signIn(platform.origin, "admin@example.org", platform.password);
  for (let n = 0; n < uses; n++) {
    await browser.call("bff.v1.HomeService/GetHome", {});
    await browser.call("notification.v1.NotificationService/ListNotifications", {});
    await browser.call("user.v1.ProfileService/SearchProfiles", { query: "lena" });
  }
  await sleep(restMs);
  const used = platform.memory();
  const imported = await measureImport(browser, course);
  return [
    { what: "  the same, after a little use", ...megabytes(used), note: `${uses * 3} calls` },
    { what: "  the same, after the import", value: platform.memory(), unit: "MB" },
    imported,
  ];
}

interface Import {
  id: string;
  state: string;
  total: number;
  failureMessage?: string;
}

async function measureImport(browser: Browser, course: string): Promise<Figure> {
  const figure = { what: "import of the real Open edX course", ...seconds(undefined, 5) };
  if (!existsSync(course)) return { ...figure, note: `not measured: there is no ${course}; name it with --course` };
  const bytes = readFileSync(course);
  const fileName = "course.tar.gz";
  const place = await browser.call<{ uploadKey: string; url: string }>("bff.v1.UploadService/CreateUpload", {
    purpose: "UPLOAD_PURPOSE_COURSE_ARCHIVE",
    fileName,
    size: String(bytes.length),
  });
  await browser.put(place.url, bytes);
  const began = performance.now();
  const start = await browser.call<{ import: Import }>("learning.v1.ImportService/StartImport", {
    uploadKey: place.uploadKey,
    fileName,
  });
  const job = { importId: start.import.id };
  const end = await browser.last<{ import: Import }>("learning.v1.ImportService/WatchImport", job);
  const took = (performance.now() - began) / 1000;
  if (end.import.state !== "IMPORT_STATE_DONE") throw new Error(`The import failed: ${end.import.failureMessage}`);
  return { ...figure, value: took, note: `${end.import.total} pieces, ${(bytes.length / 1e6).toFixed(1)} MB` };
}

async function stopAfter<T>(platform: Started, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    await platform.stop();
  }
}

const seconds = (value: number | undefined, most: number) => ({ value, unit: "s", floor: { atMost: most } });
const megabytes = (value: number) => ({ value, unit: "MB", floor: { atMost: 450 } });
