import { monitorEventLoopDelay } from "node:perf_hooks";
import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { TransferEnded } from "@platform/grpc/platform/knowledge/v1/knowledge_events.ts";
import { SpaceRole } from "@platform/grpc/platform/knowledge/v1/space.ts";
import { ExportFormat, type Job, JobOutcome, JobState } from "@platform/grpc/platform/knowledge/v1/transfer_service.ts";
import { uuid7 } from "@platform/kit";
import { zip } from "@platform/kit/testing/archives";
import type { Element, Root } from "hast";
import postgres from "postgres";
import rehypeParse from "rehype-parse";
import { unified } from "unified";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ZipFile } from "yazl";
import { htmlAttacks, markdownAttacks } from "./attacks.ts";
import { type Library, makePage, makeSpace, openLibrary, type Person, refusal } from "./library.ts";

let library: Library;
let olga: Person;
let ivan: Person;
beforeAll(async () => {
  library = await openLibrary({ tasksEverySecond: true });
  ivan = await library.person("Ivan");
});
// Each test has limits of its own.
beforeEach(async () => {
  olga = await library.person("Olga");
});
afterAll(() => library?.stop());

async function pack(files: Record<string, string | Buffer>): Promise<Buffer> {
  const archive = new ZipFile();
  for (const [path, body] of Object.entries(files)) archive.addBuffer(Buffer.from(body as string), path);
  archive.end();
  return buffer(archive.outputStream.pipe(new PassThrough()));
}

async function ended(jobId: string, who = olga): Promise<Job> {
  for await (const { job } of who.transfer.watchJob({ jobId })) {
    if (job && job.state >= JobState.DONE) return job;
  }
  throw new Error("the job did not end");
}

async function bring(spaceId: string, archive: Buffer, parentId = "") {
  const uploadKey = await library.upload(olga, archive, "application/zip");
  const { job } = await olga.transfer.startImport({ spaceId, parentId, uploadKey, fileName: "pages.zip" });
  const done = await ended(job?.id ?? "");
  const { report } = await olga.transfer.getJob({ jobId: done.id });
  return { job: done, report: report.map(({ source, outcome, reason, detail }) => [source, outcome, reason, detail]) };
}

async function take(spaceId: string, format = ExportFormat.MARKDOWN, who = olga, pageId = ""): Promise<Buffer> {
  const { job } = await who.transfer.startExport({ spaceId, format, pageId });
  const done = await ended(job?.id ?? "", who);
  expect(done.state).toBe(JobState.DONE);
  const at = library.platform.host.parts.blobUrls.read(new URL(done.downloadUrl, "http://localhost"));
  const blob = at && (await library.platform.host.parts.blobs.get(at.key));
  if (!blob) throw new Error("the export leads nowhere");
  return buffer(blob.body);
}

/** A space as a tree of what its pages say, for comparing. */
async function contentOf(spaceId: string, parentId = ""): Promise<unknown[]> {
  const { pages } = await olga.pages.listChildren({ spaceId, parentId, pageSize: 100 });
  const read = [];
  for (const { id } of pages) {
    const { page } = await olga.pages.getPage({ pageId: id });
    read.push({
      title: page?.head?.title,
      icon: page?.head?.icon,
      language: page?.head?.language,
      markdown: page?.markdown,
      aliases: page?.aliases,
      files: page?.attachments.map(({ name, size }) => [name, size]),
      translations: page?.translations.map(({ title, source }) => [title, source]),
      below: await contentOf(spaceId, id),
    });
  }
  return read;
}

describe("an import", () => {
  it("makes a tree of folders, leads links to pages and files again, and says what became of each file", async () => {
    const { id: spaceId } = await makeSpace(olga);
    const { job, report } = await bring(
      spaceId,
      await pack({
        "docs/README.md": "# Docs\n\nStart [here](guide/Первый%20шаг.md#Сборка).",
        "docs/guide/Первый шаг.md":
          "---\ntitle: Первый шаг\naliases: [Начало]\nlanguage: ru\n---\n\n## Сборка\n\n![схема](../img/схема.png) [[Docs]]",
        "docs/guide/page.html":
          "<title>Page</title><h1>Page</h1><p onclick=x()>Hi <a href='../README.md'>up</a></p><script>1</script>",
        "docs/img/схема.png": "png",
        "docs/unused.bin": "x",
        "docs/notes.org": "* Notes",
        "docs/guide/broken.md": "[gone](nowhere.md)",
        "docs/.git/config": "x",
        "docs/bad.md": Buffer.from([0xff, 0xfe, 0x00]),
      }),
    );
    expect(job).toMatchObject({ state: JobState.DONE, taken: 2, changed: 2, leftOut: 3 });
    expect(report).toEqual([
      ["docs/bad.md", JobOutcome.LEFT_OUT, "TEXT_UNREADABLE", ""],
      ["docs/unused.bin", JobOutcome.LEFT_OUT, "FILE_UNUSED", ""],
      ["docs/notes.org", JobOutcome.LEFT_OUT, "FORMAT_UNREAD", ""],
      ["docs/guide/broken.md", JobOutcome.CHANGED, "LINK_TARGET_MISSING", "nowhere.md"],
      ["docs/guide/page.html", JobOutcome.CHANGED, "SCRIPT_REMOVED", ""],
      ["docs/guide/Первый шаг.md", JobOutcome.TAKEN, "", ""],
      ["docs/README.md", JobOutcome.TAKEN, "", ""],
    ]);
    expect(await contentOf(spaceId)).toMatchObject([
      {
        title: "guide",
        markdown: "",
        below: [
          { title: "broken", markdown: "[gone](nowhere.md)" },
          { title: "Page", markdown: "Hi [[Docs|up]]" },
          {
            title: "Первый шаг",
            language: Language.RU,
            aliases: ["Начало"],
            markdown: `## Сборка\n\n![схема](file:${encodeURIComponent("схема.png")}) [[Docs]]`,
            files: [["схема.png", 3]],
          },
        ],
      },
      { title: "Docs", markdown: "Start [[Первый шаг#Сборка|here]].", below: [] },
    ]);
    expect(await library.platform.announced(TransferEnded, job.id)).toMatchObject({ imported: true, done: true });
    const found = await olga.search.searchPages({ query: "сборка", spaceId });
    expect(found.count).toBeGreaterThan(0);
  });

  it("goes below a page, and is for owners alone", async () => {
    const { id: spaceId } = await makeSpace(olga, { members: [[ivan, SpaceRole.EDITOR]] });
    const top = await makePage(olga, spaceId, "Top");
    await bring(spaceId, await pack({ "a.md": "x" }), top.id);
    expect((await olga.pages.listChildren({ spaceId, parentId: top.id })).pages.map(({ title }) => title)).toEqual([
      "a",
    ]);
    const uploadKey = await library.upload(ivan, "x");
    const asked = { spaceId, uploadKey, fileName: "x.zip" };
    await expect(ivan.transfer.startImport(asked)).rejects.toMatchObject(refusal("ROLE_REQUIRED"));
    const elsewhere = { ...asked, parentId: uuid7() };
    await expect(olga.transfer.startImport(elsewhere)).rejects.toMatchObject(refusal("PAGE_NOT_FOUND"));
    await expect(olga.transfer.startImport(asked)).rejects.toMatchObject(refusal("UPLOAD_NOT_FOUND"));
  });

  it.each([
    ["leads upwards", zip({ name: "../x.md", body: "x" }), "ARCHIVE_HOSTILE"],
    ["holds a symbolic link", zip({ name: "x.md", body: "/etc/passwd", mode: 0o120777 }), "ARCHIVE_HOSTILE"],
    ["has a name with a NUL", zip({ name: "a\0.md", body: "x" }), "ARCHIVE_HOSTILE"],
    ["has an absolute path", zip({ name: "/etc/x.md", body: "x" }), "ARCHIVE_HOSTILE"],
    ["names one file twice", zip({ name: "a.md", body: "x" }, { name: "./a.md", body: "y" }), "ARCHIVE_HOSTILE"],
    ["is encrypted", zip({ name: "a.md", body: "x", encrypted: true }), "ARCHIVE_UNREADABLE"],
    ["is cut off", zip({ name: "a.md", body: "x".repeat(1000) }).subarray(0, 300), "ARCHIVE_UNREADABLE"],
    ["is none", Buffer.from("just text"), "ARCHIVE_UNREADABLE"],
    ["holds no page", zip({ name: "a.png", body: "x" }), "PAGES_NOT_FOUND"],
    ["is a bomb", zip({ name: "a.md", body: Buffer.alloc(100 << 20), deflate: true }), "ARCHIVE_HOSTILE"],
  ])("of an archive that %s is refused, and nothing of it stays", async (_what, archive, reason) => {
    const { id: spaceId } = await makeSpace(olga);
    const { job } = await bring(spaceId, archive);
    expect(job).toMatchObject({ state: JobState.FAILED, failureReason: reason });
    expect(await contentOf(spaceId)).toEqual([]);
  });

  it("of more than 500 pages has PostgreSQL count them at once, so that the next question is planned by what is there", {
    timeout: 40_000,
  }, async () => {
    const sql = postgres(library.platform.databaseUrl("knowledge"), { max: 1 });
    // By hand: what PostgreSQL does by itself some time later is counted apart.
    const counted = async (): Promise<[times: number, rows: number]> => {
      const [row] = await sql`
        select analyze_count as times, reltuples as rows
        from pg_stat_user_tables join pg_class on pg_class.oid = relid where pg_class.relname = 'pages'`;
      return [Number(row?.times), Number(row?.rows)];
    };
    const tiny = (count: number) =>
      pack(Object.fromEntries(Array.from({ length: count }, (_, at) => [`p${at}.md`, `Page ${at}`])));
    try {
      const [before] = await counted();
      await bring((await makeSpace(olga)).id, await tiny(500));
      await bring((await makeSpace(olga)).id, await tiny(501));
      // The job is done before, so that nobody waits for the count.
      await expect.poll(async () => (await counted())[0], { timeout: 5000 }).toBe(before + 1);
      expect((await counted())[1]).toBeGreaterThanOrEqual(1001);
    } finally {
      await sql.end();
    }
  });

  it("gives up a page of HTML that takes too long, says so, and keeps nobody waiting", {
    timeout: 40_000,
  }, async () => {
    const { id: spaceId } = await makeSpace(olga);
    const hostile = `<ul>${"<li>a".repeat(199_000)}</ul>`;
    const archive = await pack({ "a.html": "<p>before</p>", "b.html": hostile, "c.html": "<p>after</p>" });
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const { report } = await bring(spaceId, archive);
    delay.disable();
    expect(report).toEqual([
      ["b.html", JobOutcome.LEFT_OUT, "HTML_TOO_COMPLEX", ""],
      ["a.html", JobOutcome.TAKEN, "", ""],
      ["c.html", JobOutcome.TAKEN, "", ""],
    ]);
    // Read here, it would hold everybody up for the ten seconds after which it is given up.
    expect(delay.max / 1e6).toBeLessThan(3000);
  });

  it("that is cancelled leaves nothing, and a page of it was never seen", { timeout: 40_000 }, async () => {
    const { id: spaceId, slug } = await makeSpace(olga);
    const files = Object.fromEntries(Array.from({ length: 3000 }, (_, at) => [`p${at}.md`, `Page ${at}`]));
    const uploadKey = await library.upload(olga, await pack(files), "application/zip");
    const { job } = await olga.transfer.startImport({ spaceId, uploadKey, fileName: "x.zip" });
    const jobId = job?.id ?? "";
    await expect
      .poll(async () => (await olga.transfer.getJob({ jobId })).job?.done ?? 0, { interval: 20, timeout: 20_000 })
      .toBeGreaterThan(3100);
    expect((await olga.spaces.getSpace({ slug })).space?.pageCount).toBe(0);
    expect((await olga.transfer.cancelJob({ jobId })).job?.state).toBe(JobState.CANCELLED);
    expect((await olga.transfer.cancelJob({ jobId })).job?.state).toBe(JobState.CANCELLED);
    await bring(spaceId, await pack({ "after.md": "x" }));
    expect((await olga.spaces.getSpace({ slug })).space?.pageCount).toBe(1);
    await expect(ivan.transfer.getJob({ jobId })).rejects.toMatchObject(refusal("JOB_NOT_FOUND"));
    expect((await olga.transfer.listJobs({ spaceId })).jobs.map(({ state }) => state)).toEqual([
      JobState.DONE,
      JobState.CANCELLED,
    ]);
  });
});

describe("an export", () => {
  async function rich() {
    const space = await makeSpace(olga, { members: [[ivan, SpaceRole.READER]] });
    const spaceId = space.id;
    const top = await makePage(
      olga,
      spaceId,
      "Zeta: #1 <b>",
      "---\nnot: a head\n---\n\n[x](y.md) [[Альфа|слова]]\r\n\ttab  ",
    );
    const child = await makePage(olga, spaceId, "Альфа", "\n\n`[[Zeta]]` ![p](file:a.png)\n", { parentId: top.id });
    await makePage(olga, spaceId, "Index", "", { parentId: top.id });
    await makePage(olga, spaceId, "Readme", "# Readme\n\ntext");
    await makePage(olga, spaceId, "Альфа", "the same title");
    await makePage(olga, spaceId, "Alpha", "text", { language: Language.RU, translationOf: child.id });
    const uploadKey = await library.upload(olga, "pixels", "image/png");
    await olga.pages.addAttachment({ pageId: child.id, name: "a.png", uploadKey });
    const settings = { pageId: child.id, updateMask: ["aliases", "icon"], aliases: ["A: b", "null"], icon: "🌲" };
    await olga.pages.updatePageSettings(settings);
    return { spaceId, top, child };
  }

  it.each([
    ["Markdown", ExportFormat.MARKDOWN],
    ["HTML", ExportFormat.HTML],
  ])("as %s comes back whole: the tree, texts byte for byte, files, names and translations", async (_what, format) => {
    const { spaceId } = await rich();
    const before = await contentOf(spaceId);
    const { id: copy } = await makeSpace(olga);
    const { job, report } = await bring(copy, await take(spaceId, format));
    expect(report.filter(([, outcome]) => outcome !== JobOutcome.TAKEN)).toEqual([]);
    expect(job.state).toBe(JobState.DONE);
    expect(await contentOf(copy)).toEqual(before);
  });

  it("holds what its taker may read, and one page with all below it where that was asked", async () => {
    const { spaceId, top, child } = await rich();
    await olga.sharing.setPermissions({ pageId: child.id, restricted: true, entries: [] });
    const { id: copy } = await makeSpace(olga);
    await bring(copy, await take(spaceId, ExportFormat.MARKDOWN, ivan));
    const titles = (list: unknown[]): string[] =>
      (list as { title: string; below: unknown[] }[]).flatMap(({ title, below }) => [title, ...titles(below)]);
    expect(titles(await contentOf(copy)).sort()).toEqual(["Alpha", "Index", "Readme", "Zeta: #1 <b>", "Альфа"].sort());
    const { id: part } = await makeSpace(olga);
    await bring(part, await take(spaceId, ExportFormat.MARKDOWN, olga, top.id));
    expect(titles(await contentOf(part)).sort()).toEqual(["Index", "Zeta: #1 <b>", "Альфа"]);
    const stranger = await library.person("Sid");
    const asked = { spaceId, format: ExportFormat.HTML };
    await expect(stranger.transfer.startExport(asked)).rejects.toMatchObject(refusal("SPACE_NOT_FOUND"));
  });
});

describe("hostile pages", () => {
  it(`${htmlAttacks.length} in HTML and ${markdownAttacks.length} in Markdown are taken without a program in them`, async () => {
    expect(htmlAttacks.length + markdownAttacks.length).toBeGreaterThan(400);
    const { id: spaceId } = await makeSpace(olga);
    const files = Object.fromEntries([
      ...htmlAttacks.map((attack, at) => [`html/${at}.html`, `<p>before</p>${attack}<p>after</p>`]),
      ...markdownAttacks.map((attack, at) => [`markdown/${at}.md`, `before\n\n${attack}\n\nafter`]),
    ]);
    const { job } = await bring(spaceId, await pack(files));
    expect(job.state).toBe(JobState.DONE);
    const exported = await take(spaceId, ExportFormat.HTML);
    const { entries } = await unpack(exported);
    const pages = entries.filter(({ path }) => path.endsWith(".html"));
    expect(pages.length).toBeGreaterThan(htmlAttacks.length + markdownAttacks.length);
    for (const { path, text } of pages) expect(programsIn(parser.parse(text)), path).toEqual([]);
  }, 60_000);
});

const parser = unified().use(rehypeParse);
const elements = new Set("script iframe frame object embed applet svg math form base portal template".split(" "));

/** What would run, or load a program, in a browser that shows a page. */
function programsIn(node: Root | Element): string[] {
  return node.children.flatMap((child) => {
    if (child.type !== "element") return [];
    const { tagName, properties } = child;
    const found = elements.has(tagName) ? [tagName] : [];
    for (const [name, value] of Object.entries(properties)) {
      if (/^on/i.test(name)) found.push(`${tagName} ${name}`);
      const address = /href|src|action|data|background/i.test(name) ? String(value).replace(/[\s\p{Cc}]/gu, "") : "";
      if (/^(?!https?:|mailto:)[a-z][a-z0-9+.-]*:/i.test(address)) found.push(`${tagName} ${name}=${address}`);
    }
    if (tagName === "meta" && String(properties.httpEquiv).toLowerCase().includes("refresh")) found.push("refresh");
    return [...found, ...programsIn(child)];
  });
}

async function unpack(archive: Buffer) {
  const { withUpload, readText } = await import("@platform/kit/archives");
  const { Readable } = await import("node:stream");
  const signal = new AbortController().signal;
  return withUpload(Readable.from([archive]), { signal }, async (source) => {
    const entries = [];
    for (const path of source.files.keys()) {
      if (/\.(html|md|json)$/.test(path)) entries.push({ path, text: await readText(source, path) });
    }
    return { entries };
  });
}
