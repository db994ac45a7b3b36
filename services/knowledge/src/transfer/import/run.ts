import { type Ctx, Refusal, refuse, uuid7 } from "@platform/kit";
import { contentTypeOf, type Source, withUpload } from "@platform/kit/archives";
import { and, eq, sql } from "drizzle-orm";
import type { Page } from "../../access/access.ts";
import { lastPosition } from "../../pages/tree.ts";
import { jobs, pageLinks, pageNames, pageSlugs, pages, pageTexts, revisions, spaces } from "../../schema.ts";
import { endJob, type JobHead } from "../jobs.ts";
import { Progress } from "../progress.ts";
import { Report } from "../report.ts";
import { isFileName, type ReadPage, readPage } from "./head.ts";
import { HtmlReader } from "./html-reader.ts";
import { insertPages, type NewRow } from "./insert.ts";
import { relink } from "./links.ts";
import { isHidden, isOtherText, isPage, type PlannedPage, planPages } from "./plan.ts";
import { resolverIn } from "./resolve.ts";

const pagesAtOnce = 100;
const deepest = 20;
const room = 1024;
// Steps, of which each page takes two.
const many = 1000;

/** Brings the pages of an archive into a space. Nobody sees them until all are there; of one that fails nothing stays. */
export async function runImport(ctx: Ctx, job: JobHead): Promise<void> {
  await forget(ctx, job.id);
  const progress = new Progress(ctx, job.id);
  let kept = false;
  try {
    const upload = await ctx.blobs.get(job.uploadKey);
    if (!upload) throw refuse.notFound("UPLOAD_NOT_FOUND", "The file that was sent is gone; send it again.");
    const report = await withUpload(upload.body, { signal: progress.signal }, (source) =>
      new Importing(ctx, job, source, progress).run(),
    );
    kept = await finish(ctx, job, report, progress);
    if (kept && progress.total > many) await count(ctx);
  } catch (error) {
    if (ctx.signal.aborted) return;
    if (!progress.cancelled) await fail(ctx, job, error);
  }
  // A commit whose answer was lost looks like a failure; its pages and files are there to stay.
  if (!kept && !(await isDone(ctx, job.id))) await forget(ctx, job.id);
  await ctx.blobs.delete(job.uploadKey);
}

async function finish(ctx: Ctx, job: JobHead, report: Report, { done, total }: Progress): Promise<boolean> {
  const counts = { taken: report.count("TAKEN"), changed: report.count("CHANGED"), leftOut: report.count("LEFT_OUT") };
  return ctx.tx(async (tx) => {
    const end = { state: "DONE", report: report.lines, ...counts, done, total } as const;
    const ended = await endJob(tx, job.id, end, ctx.now());
    if (ended) await tx.update(pages).set({ importId: null }).where(eq(pages.importId, job.id));
    return ended;
  });
}

/** Has PostgreSQL count what is new at once: until it does by itself, it looks for one page by reading them all. */
async function count({ db }: Ctx): Promise<void> {
  await db.execute(sql`analyze ${pages}, ${pageTexts}, ${pageSlugs}, ${pageNames}, ${pageLinks}, ${revisions}`);
}

async function fail(ctx: Ctx, job: JobHead, error: unknown): Promise<void> {
  const refused = error instanceof Refusal;
  if (!refused) ctx.log.error({ err: error, jobId: job.id }, "an import failed");
  const failureReason = refused ? error.reason : "IMPORT_FAILED";
  await ctx.tx((tx) => endJob(tx, job.id, { state: "FAILED", failureReason }, ctx.now()));
}

/** Removes what an import that did not come to its end has left. */
async function forget(ctx: Ctx, importId: string): Promise<void> {
  await ctx.tx((tx) => tx.delete(pages).where(eq(pages.importId, importId)));
  for await (const { key } of ctx.blobs.list(`pages/${importId}/`)) await ctx.blobs.delete(key);
}

async function isDone({ db }: Ctx, id: string): Promise<boolean> {
  return (await db.$count(jobs, and(eq(jobs.id, id), eq(jobs.state, "DONE")))) > 0;
}

/** An import while it runs. */
class Importing {
  readonly #ctx: Ctx;
  readonly #job: JobHead;
  readonly #source: Source;
  readonly #progress: Progress;
  readonly #html: HtmlReader;
  readonly #report = new Report();
  readonly #used = new Set<string>();
  readonly #ids = new Map<PlannedPage, string>();
  readonly #titles = new Map<string, string>();
  readonly #paths: Set<string>;

  constructor(ctx: Ctx, job: JobHead, source: Source, progress: Progress) {
    this.#ctx = ctx;
    this.#job = job;
    this.#source = source;
    this.#progress = progress;
    this.#html = new HtmlReader(progress.signal);
    this.#paths = new Set(pathsOf(source));
  }

  async run(): Promise<Report> {
    try {
      return await this.#run();
    } finally {
      await this.#html.close();
    }
  }

  async #run(): Promise<Report> {
    const planned = planPages([...this.#paths]).filter((page) => this.#fits(page));
    if (planned.length === 0) throw refuse.state("PAGES_NOT_FOUND", "The archive holds neither Markdown nor HTML.");
    this.#progress.total = planned.length * 2;
    const orders = await this.#readHeads(planned);
    const [space] = await this.#ctx.db.select().from(spaces).where(eq(spaces.id, this.#job.spaceId));
    if (!space) throw refuse.notFound("SPACE_NOT_FOUND", "The space is gone.");
    const parent = await this.#parent();
    const positions = this.#positions(planned, orders, await lastPosition(this.#ctx.db, space.id, parent?.id ?? null));
    const translations: { id: string; of: string; outdated: boolean }[] = [];
    for (let at = 0; at < planned.length; at += pagesAtOnce) {
      const rows: NewRow[] = [];
      for (const page of planned.slice(at, at + pagesAtOnce)) {
        const read = await this.#read(page);
        if (!read) continue;
        const id = this.#ids.get(page) as string;
        if (read.translationOf) {
          translations.push({ id, of: read.translationOf, outdated: read.outdated });
        }
        const parentId = page.parent ? (this.#ids.get(page.parent) ?? null) : (parent?.id ?? null);
        rows.push(
          await this.#row(page, read, { id, parentId, position: positions.get(page) ?? room, own: space.language }),
        );
        await this.#progress.step();
      }
      await this.#ctx.tx((tx) =>
        insertPages(tx, rows, {
          importId: this.#job.id,
          spaceId: space.id,
          accessId: parent?.accessId ?? null,
          accountId: this.#job.accountId,
          now: this.#ctx.now(),
        }),
      );
    }
    await this.#linkTranslations(translations, planned);
    this.#reportRest();
    return this.#report;
  }

  #fits(page: PlannedPage): boolean {
    let depth = 1;
    for (let above = page.parent; above; above = above.parent) depth++;
    if (depth <= deepest) return true;
    if (page.path) this.#report.leftOut(page.path, "TREE_TOO_DEEP");
    return false;
  }

  async #parent(): Promise<Page | undefined> {
    if (this.#job.pageId === null) return undefined;
    const [parent] = await this.#ctx.db.select().from(pages).where(eq(pages.id, this.#job.pageId));
    if (!parent || parent.state === "TRASHED")
      throw refuse.notFound("PAGE_NOT_FOUND", "The page to import below is gone.");
    return parent;
  }

  /** Learns the titles, by which links will lead; texts are read again later, so that memory holds one at a time. */
  async #readHeads(planned: readonly PlannedPage[]): Promise<Map<PlannedPage, number>> {
    const orders = new Map<PlannedPage, number>();
    for (const page of planned) {
      this.#ids.set(page, uuid7());
      const read = await this.#read(page);
      if (read && page.path) this.#titles.set(page.path, read.title);
      if (read && page.folder) this.#titles.set(page.folder.slice(0, -1), read.title);
      if (read?.order !== undefined) orders.set(page, read.order);
      await this.#progress.step();
    }
    return orders;
  }

  #positions(
    planned: readonly PlannedPage[],
    orders: Map<PlannedPage, number>,
    first: number,
  ): Map<PlannedPage, number> {
    const siblings = groupByParent(planned);
    const positions = new Map<PlannedPage, number>();
    for (const [parent, pagesThere] of siblings) {
      const place = (page: PlannedPage) => orders.get(page) ?? Number.MAX_SAFE_INTEGER;
      const sorted = [...pagesThere].sort((a, b) => place(a) - place(b));
      for (const [at, page] of sorted.entries()) positions.set(page, (parent ? room : first) + at * room);
    }
    return positions;
  }

  /** Reads a page unless it was given up; one that is given up now is reported, and is no page from then on. */
  async #read(page: PlannedPage): Promise<ReadPage | undefined> {
    if (!this.#ids.has(page)) return undefined;
    try {
      return await readPage(this.#source, page, this.#html);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#report.leftOut(page.path, error.reason);
      this.#ids.delete(page);
      return undefined;
    }
  }

  async #row(
    page: PlannedPage,
    read: ReadPage,
    place: { id: string; parentId: string | null; position: number; own: "RU" | "EN" },
  ): Promise<NewRow> {
    const { id, parentId, position, own } = place;
    const changes = [...read.changes];
    const wanted = new Map(read.files);
    let { markdown } = read;
    if (!read.own) {
      const find = resolverIn(page.path, this.#paths, this.#titles);
      const names = new Map<string, string>();
      const linked = relink(markdown, find, (path) => nameApart(path, names));
      markdown = linked.markdown;
      for (const path of linked.files) wanted.set(names.get(path) as string, path);
      for (const address of linked.missing) changes.push(["LINK_TARGET_MISSING", address]);
    }
    const files = [];
    for (const [name, path] of wanted) {
      const file = this.#source.files.get(path);
      if (!file) changes.push(["FILE_MISSING", path]);
      else files.push(await this.#keep(name, path, file.size));
    }
    if (page.path) this.#report.taken(page.path, id, changes);
    const { title, aliases, icon, template } = read;
    return {
      id,
      parentId,
      position,
      title,
      markdown,
      aliases,
      language: read.language ?? own,
      icon,
      template,
      reviewDueTime: read.reviewDue ?? null,
      files,
    };
  }

  async #keep(name: string, path: string, size: number) {
    const blobKey = `pages/${this.#job.id}/${uuid7()}`;
    const contentType = contentTypeOf(name);
    await this.#ctx.blobs.put(blobKey, this.#source.open(path), { contentType });
    this.#used.add(path);
    return { id: uuid7(), name, blobKey, contentType, size };
  }

  async #linkTranslations(
    translations: readonly { id: string; of: string; outdated: boolean }[],
    planned: readonly PlannedPage[],
  ): Promise<void> {
    const byPath = new Map(planned.map((page) => [page.path, this.#ids.get(page)]));
    await this.#ctx.tx(async (tx) => {
      for (const { id, of, outdated } of translations) {
        const sourceId = byPath.get(of);
        if (!sourceId) continue;
        await tx
          .update(pages)
          .set({ sourceId, sourceRevision: outdated ? 0 : 1 })
          .where(eq(pages.id, id));
      }
    });
  }

  #reportRest(): void {
    for (const path of this.#paths) {
      if (isPage(path) || this.#used.has(path) || isHidden(path)) continue;
      this.#report.leftOut(path, isOtherText(path) ? "FORMAT_UNREAD" : "FILE_UNUSED");
    }
  }
}

/** The paths that an import reads: of an export as HTML those of the Markdown that lies beside. */
function pathsOf({ files }: Source): string[] {
  const all = [...files.keys()];
  const marker = all.find((path) => path === "platform-export.json" || /^[^/]+\/platform-export\.json$/.test(path));
  if (!marker) return all;
  const folder = `${marker.slice(0, -"platform-export.json".length)}markdown/`;
  return all.filter((path) => path.startsWith(folder));
}

/** The name that a page gives a file; of two with one name, the second is told apart. */
function nameApart(path: string, names: Map<string, string>): string {
  const known = names.get(path);
  if (known) return known;
  const whole = path.slice(path.lastIndexOf("/") + 1);
  const bare = isFileName(whole) ? whole : `file-${names.size + 1}`;
  const taken = new Set(names.values());
  let name = bare;
  for (let number = 2; taken.has(name); number++) name = `${number}-${bare}`.slice(0, 255);
  names.set(path, name);
  return name;
}

function groupByParent(planned: readonly PlannedPage[]): Map<PlannedPage | undefined, PlannedPage[]> {
  const groups = new Map<PlannedPage | undefined, PlannedPage[]>();
  for (const page of planned) groups.set(page.parent, [...(groups.get(page.parent) ?? []), page]);
  return groups;
}
