import { performance } from "node:perf_hooks";
import { Readable } from "node:stream";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { PageServiceDefinition } from "@platform/grpc/platform/knowledge/v1/page_service.ts";
import { SearchServiceDefinition } from "@platform/grpc/platform/knowledge/v1/search_service.ts";
import { SpaceVisibility } from "@platform/grpc/platform/knowledge/v1/space.ts";
import { SpaceServiceDefinition } from "@platform/grpc/platform/knowledge/v1/space_service.ts";
import { JobState, TransferServiceDefinition } from "@platform/grpc/platform/knowledge/v1/transfer_service.ts";
import { uploadKey } from "@platform/kit";
import { startTestPlatform, type TestPlatform } from "@platform/kit/testing";
import knowledge from "@platform/knowledge";
import { ZipFile } from "yazl";
import { anyWord, pages, randomFrom, vocabulary } from "./corpus.ts";
import type { Figure } from "./figure.ts";

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");

const archives = 10;
const inArchive = 10_000;
const searches = 600;
const reads = 2000;

/** The knowledge base with 100,000 pages in both languages, of which each caller may read three fifths. */
export async function measureKnowledge(): Promise<Figure[]> {
  const tasks = knowledge.tasks?.map((task) => ({ ...task, everySeconds: 1 }));
  const platform = await startTestPlatform([{ ...knowledge, tasks }]);
  try {
    const imported = await fill(platform);
    const people = await Promise.all(Array.from({ length: 40 }, () => enter(platform)));
    const found = await measureSearches(people);
    const read = await measureReads(people);
    return [
      {
        what: "knowledge search, 100,000 pages in both languages, p95, 2 in flight",
        value: percentile(found, 0.95),
        unit: "ms",
        floor: { atMost: 60 },
        note: `median ${percentile(found, 0.5).toFixed(1)} ms, most ${percentile(found, 1).toFixed(0)} ms; permissions and typing errors included`,
      },
      {
        what: "page read with backlinks and breadcrumbs, same base, p95, 2 in flight",
        value: percentile(read, 0.95),
        unit: "ms",
        floor: { atMost: 15 },
        note: `median ${percentile(read, 0.5).toFixed(1)} ms`,
      },
      {
        what: "import of a 10,000-page Markdown zip",
        value: imported.seconds,
        unit: "s",
        floor: { atMost: 60 },
      },
      {
        what: "  the same, memory held meanwhile, beyond what was held before",
        value: imported.megabytes,
        unit: "MB",
        floor: { atMost: 64 },
        note: `the pages have ${Math.round(imported.packed)} MB`,
      },
    ];
  } finally {
    await platform.stop();
  }
}

type Person = Awaited<ReturnType<typeof enter>>;

async function enter(platform: TestPlatform) {
  const as = await platform.as();
  return {
    ...as,
    spaces: platform.client(SpaceServiceDefinition, as),
    pages: platform.client(PageServiceDefinition, as),
    search: platform.client(SearchServiceDefinition, as),
    transfer: platform.client(TransferServiceDefinition, as),
  };
}

/** Fills the base by imports; tells of the first. */
async function fill(platform: TestPlatform): Promise<{ seconds: number; megabytes: number; packed: number }> {
  const visibilities = [SpaceVisibility.OPEN, SpaceVisibility.COMMUNITY, SpaceVisibility.MEMBERS];
  let first = { seconds: 0, megabytes: 0, packed: 0 };
  for (let number = 0; number < archives; number++) {
    const owner = await enter(platform);
    const { space } = await owner.spaces.createSpace({
      name: `Space ${number}`,
      language: Language.RU,
      visibility: visibilities[number % 5] ?? SpaceVisibility.MEMBERS,
    });
    const key = uploadKey(owner.id);
    await platform.host.parts.blobs.put(key, pack(number + 1), { contentType: "application/zip" });
    const before = held();
    let most = before;
    const watch = setInterval(() => {
      if (number === 0) most = Math.max(most, held());
    }, 2000);
    const began = performance.now();
    const { job } = await owner.transfer.startImport({ spaceId: space?.id, uploadKey: key, fileName: "pages.zip" });
    let state = JobState.QUEUED;
    for await (const seen of owner.transfer.watchJob({ jobId: job?.id })) state = seen.job?.state ?? state;
    clearInterval(watch);
    if (state !== JobState.DONE) throw new Error(`An import ended as ${JobState[state]}`);
    if (number === 0)
      first = {
        seconds: (performance.now() - began) / 1000,
        megabytes: (most - before) / 1e6,
        packed: sizeOf(1) / 1e6,
      };
  }
  return first;
}

/** What the process keeps once all that it does not need is thrown away. */
function held(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function sizeOf(seed: number): number {
  let size = 0;
  for (const { text } of pages(inArchive, seed)) size += Buffer.byteLength(text);
  return size;
}

function pack(seed: number): Readable {
  const zip = new ZipFile();
  for (const { path, text } of pages(inArchive, seed)) zip.addBuffer(Buffer.from(text), path);
  zip.end();
  return Readable.from(zip.outputStream);
}

/** Half of one word, common or rare; a third of two; the rest spelt wrongly. */
async function measureSearches(people: readonly Person[]): Promise<number[]> {
  const random = randomFrom(5);
  const vocabularies = [vocabulary("ru"), vocabulary("en")];
  const queries = Array.from({ length: searches }, (_, at) => {
    const words = vocabularies[at % 2] as string[];
    const word = () => anyWord(words, random);
    if (at % 10 < 5) return word();
    if (at % 10 < 8) return `${word()} ${word()}`;
    return misspelt(word(), random);
  });
  const call = (query: string, person: Person) => person.search.searchPages({ query });
  await timed(queries.slice(0, 60), people, call);
  return timed(queries, people, call);
}

function misspelt(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (word.length - 2));
  return word.slice(0, at) + (word[at + 1] ?? "") + (word[at] ?? "") + word.slice(at + 2);
}

async function measureReads(people: readonly Person[]): Promise<number[]> {
  const random = randomFrom(9);
  const ids: string[] = [];
  for (const person of people.slice(0, 20)) {
    const { pages: some } = await person.pages.listRecentPages({ pageSize: 100 });
    ids.push(...some.map(({ id }) => id));
    const words = vocabulary(random() < 0.5 ? "ru" : "en");
    const { hits } = await person.search.searchPages({ query: anyWord(words, random), pageSize: 100 });
    ids.push(...hits.map(({ page }) => page?.id ?? ""));
  }
  const asked = Array.from({ length: reads }, () => ids[Math.floor(random() * ids.length)] as string);
  const call = (pageId: string, person: Person) => person.pages.getPage({ pageId });
  await timed(asked.slice(0, 100), people, call);
  return timed(asked, people, call);
}

/** How long each call took, in milliseconds, two in flight. */
async function timed<T>(
  list: readonly T[],
  people: readonly Person[],
  call: (item: T, person: Person) => Promise<unknown>,
): Promise<number[]> {
  const times: number[] = [];
  let next = 0;
  const work = async () => {
    while (next < list.length) {
      const at = next++;
      const began = performance.now();
      await call(list[at] as T, people[at % people.length] as Person);
      times.push(performance.now() - began);
    }
  };
  await Promise.all([work(), work()]);
  return times;
}

function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
