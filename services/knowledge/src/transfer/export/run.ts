import { PassThrough, Readable } from "node:stream";
import { type Ctx, refuse } from "@platform/kit";
import { eq } from "drizzle-orm";
import { ZipFile } from "yazl";
import { type Page, reachOf } from "../../access/access.ts";
import { anchorOf } from "../../markdown/headings.ts";
import { foldName } from "../../markdown/links.ts";
import { pages } from "../../schema.ts";
import { writeFrontMatter } from "../front-matter.ts";
import { ownMark } from "../import/head.ts";
import { endJob, type JobHead } from "../jobs.ts";
import { Progress } from "../progress.ts";
import { writeHtml } from "./html.ts";
import { type ExportedPage, readExport } from "./tree.ts";

const keptMs = 24 * 3600_000;

/** Writes what the starter of a job may read as a zip: a page at a time is read, and none is held. */
export async function runExport(ctx: Ctx, job: JobHead): Promise<void> {
  const progress = new Progress(ctx, job.id);
  const blobKey = `exports/${job.id}`;
  try {
    const reach = await reachOf(ctx.db, { id: job.accountId, staff: job.staff }, job.spaceId);
    const exported = await readExport(ctx.db, reach, job.spaceId, job.pageId ?? undefined);
    if (exported.length === 0) throw refuse.notFound("PAGE_NOT_FOUND", "There is nothing to export.");
    progress.total = exported.length;
    await progress.tell();
    const zip = new Packing(ctx, exported, progress);
    await ctx.blobs.put(blobKey, zip.pack(job.format === "HTML"), { contentType: "application/zip" });
    progress.signal.throwIfAborted();
    const end = { state: "DONE", blobKey, done: progress.done, total: progress.total } as const;
    await ctx.tx((tx) => endJob(tx, job.id, end, ctx.now()));
  } catch (error) {
    await ctx.blobs.delete(blobKey).catch(() => undefined);
    if (ctx.signal.aborted || progress.cancelled) return;
    ctx.log.error({ err: error, jobId: job.id }, "an export failed");
    await ctx.tx((tx) => endJob(tx, job.id, { state: "FAILED", failureReason: "EXPORT_FAILED" }, ctx.now()));
  }
}

/** Removes exports that nobody takes any more. */
export async function dropOldExports(ctx: Ctx): Promise<void> {
  for await (const { key, time } of ctx.blobs.list("exports/")) {
    if (ctx.now().getTime() - time.getTime() > keptMs) await ctx.blobs.delete(key);
  }
}

class Packing {
  readonly #ctx: Ctx;
  readonly #pages: readonly ExportedPage[];
  readonly #progress: Progress;
  readonly #byId: ReadonlyMap<string, ExportedPage>;
  readonly #byName = new Map<string, ExportedPage>();

  constructor(ctx: Ctx, pages: readonly ExportedPage[], progress: Progress) {
    this.#ctx = ctx;
    this.#pages = pages;
    this.#progress = progress;
    this.#byId = new Map(pages.map((page) => [page.id, page]));
    for (const page of pages) {
      const name = foldName(page.title);
      if (!this.#byName.has(name)) this.#byName.set(name, page);
    }
  }

  pack(html: boolean): Readable {
    const zip = new ZipFile();
    const packed = new PassThrough();
    const broken = (error: Error) => packed.destroy(error);
    zip.on("error", broken);
    zip.outputStream.pipe(packed);
    const lazily = (path: string, read: () => Promise<Readable>) =>
      zip.addReadStreamLazy(path, (done) => {
        read().then(
          (body) => done(null, body.on("error", broken)),
          (error: unknown) => broken(error as Error),
        );
      });
    const root = html ? "markdown/" : "";
    if (html) zip.addBuffer(Buffer.from('{"format":1}\n'), "platform-export.json");
    for (const page of this.#pages) {
      lazily(`${root}${page.path}.md`, async () => {
        await this.#progress.step();
        return Readable.from([Buffer.from(this.#markdown(page, await this.#read(page.id), root))]);
      });
      for (const file of page.files) {
        lazily(root + file.path, async () => {
          const blob = await this.#ctx.blobs.get(file.blobKey);
          if (!blob) throw new Error(`the file ${file.blobKey} of a page is gone`);
          return blob.body;
        });
      }
      if (!html) continue;
      lazily(`${page.path}.html`, async () =>
        Readable.from([Buffer.from(this.#html(page, await this.#read(page.id)))]),
      );
    }
    if (html) zip.addBuffer(Buffer.from(this.#index()), "index.html");
    zip.end();
    return packed;
  }

  async #read(id: string): Promise<Page> {
    const [page] = await this.#ctx.db.select().from(pages).where(eq(pages.id, id));
    if (!page) throw new Error(`the page ${id} is gone`);
    return page;
  }

  #markdown({ order, files, sourceId }: ExportedPage, page: Page, root: string): string {
    const source = sourceId ? this.#byId.get(sourceId) : undefined;
    const data = {
      title: page.title,
      [ownMark]: 1,
      language: page.language.toLowerCase(),
      order,
      ...(page.icon && { icon: page.icon }),
      ...(page.aliases.length > 0 && { aliases: page.aliases }),
      ...(page.template && { template: true }),
      ...(page.reviewDueTime && { review_due: page.reviewDueTime.toISOString() }),
      ...(source && { translation_of: `${root}${source.path}.md` }),
      ...(source && page.sourceRevision < 1 && { outdated: true }),
      ...(files.length > 0 && { files: files.map(({ name, path }) => ({ name, path: root + path })) }),
    };
    return writeFrontMatter(data, page.markdown);
  }

  #html({ path, files }: ExportedPage, { title, language, markdown }: Page): string {
    const up = "../".repeat(path.split("/").length - 1);
    const address = (place: string) => up + place.split("/").map(encodeURIComponent).join("/");
    const byName = new Map(files.map((file) => [file.name, file.path]));
    return writeHtml(title, language, markdown, {
      page: (name, anchor) => {
        const to = this.#byName.get(foldName(name));
        return to && address(`${to.path}.html`) + (anchor && `#${encodeURIComponent(anchorOf(anchor))}`);
      },
      file: (name) => {
        const place = byName.get(name);
        return place && address(`markdown/${place}`);
      },
    });
  }

  /** The tree of pages, as the first page of an export. */
  #index(): string {
    const lines = this.#pages.map(({ title, path }) => {
      const indent = "  ".repeat(path.split("/").length - 1);
      return `${indent}- [[${title.replace(/[[\]|#]/g, " ")}]]`;
    });
    const byTitle = new Map(this.#pages.map(({ title, path }) => [title.replace(/[[\]|#]/g, " ").trim(), path]));
    return writeHtml("Pages", "EN", lines.join("\n"), {
      page: (name) => `${(byTitle.get(name) ?? "").split("/").map(encodeURIComponent).join("/")}.html`,
      file: () => undefined,
    });
  }
}
