// A change of the schema in two releases: expanded first, so that the release before goes on working during a rollout.
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startPostgres } from "@platform/kit/embedded";
import { expectMigrated, migrateService } from "@platform/kit/testing";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const courseId = "0198c0de-0000-7000-8000-0000000000aa";

describe("a draft's flag that becomes a count", () => {
  let folder: string;
  let before: string;
  let server: Awaited<ReturnType<typeof startPostgres>>;
  let url: string;
  let sql: Sql;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "platform-expand-"));
    before = await releaseBefore(folder);
    server = await startPostgres({ folder: join(folder, "postgres"), password: "test", disposable: true });
    url = server.url.replace("{service}", "postgres");
    sql = postgres(url, { max: 1, onnotice: () => undefined });
  });
  afterAll(async () => {
    await sql?.end();
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const changes = async () => (await sql`select draft_changes, draft_changed from courses`)[0];
  // What the release before wrote, word for word.
  const change = () => sql`update courses set draft_revision = draft_revision + 1, draft_changed = true`;
  const publish = () => sql`update courses set draft_changed = false, published_version = 1`;

  it("does not start on the schema of the release before", async () => {
    await migrateService(url, before, "learning");
    await sql`insert into courses (id, author_id, state, settings, create_time, update_time)
      values (${courseId}, ${courseId}, 'DRAFT', '{}', now(), now())`;
    await expect(expectMigrated(url, root, "learning")).rejects.toThrow("run its migrations first");
  });

  it("is expanded with what is there, and the release before starts on it and is counted", async () => {
    await migrateService(url, root, "learning");
    await expectMigrated(url, before, "learning");
    expect(await changes()).toMatchObject({ draft_changes: 1 });
    await change();
    await change();
    expect(await changes()).toMatchObject({ draft_changes: 3 });
    await publish();
    expect(await changes()).toMatchObject({ draft_changes: 0 });
  });

  it("tells the release before what this one writes", async () => {
    await sql`update courses set draft_changes = draft_changes + 1, draft_changed = true`;
    expect(await changes()).toEqual({ draft_changes: 1, draft_changed: true });
    await sql`update courses set draft_changes = 0, draft_changed = false`;
    expect(await changes()).toEqual({ draft_changes: 0, draft_changed: false });
  });

  it("can be contracted once nobody writes the flag any more", async () => {
    await sql.unsafe(`drop trigger count_draft_change on courses; drop function count_draft_change;
      alter table courses drop column draft_changed`);
    await sql`update courses set draft_changes = draft_changes + 1`;
    expect((await sql`select draft_changes from courses`)[0]).toEqual({ draft_changes: 1 });
  });
});

/** The migrations as the release before had them. */
async function releaseBefore(folder: string): Promise<string> {
  const old = join(folder, "before");
  for (const owner of ["kit", "learning"]) {
    const at = `services/${owner}/migrations`;
    await cp(join(root, at), join(old, at), { recursive: true });
  }
  const journal = join(old, "services/learning/migrations/meta/_journal.json");
  const { entries, ...rest } = JSON.parse(await readFile(journal, "utf8")) as { entries: { tag: string }[] };
  await writeFile(journal, JSON.stringify({ ...rest, entries: entries.filter(({ tag }) => tag < "0001") }));
  return old;
}
