// A change of the schema in two releases: expanded first, so that the release before goes on working during a rollout.
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startPostgres } from "@platform/kit/embedded";
import { expectMigrated, migrateService } from "@platform/kit/testing";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const courseId = "0198c0de-0000-7000-8000-0000000000aa";

describe("a draft's flag that becomes a count", () => {
  let releases: Releases;
  beforeAll(async () => {
    releases = await openReleases("0001");
  });
  afterAll(() => releases?.close());

  const changes = async () => (await releases.sql`select draft_changes, draft_changed from courses`)[0];
  // What the release before wrote, word for word.
  const change = () => releases.sql`update courses set draft_revision = draft_revision + 1, draft_changed = true`;
  const publish = () => releases.sql`update courses set draft_changed = false, published_version = 1`;

  it("does not start on the schema of the release before", async () => {
    const { url, before, sql } = releases;
    await migrateService(url, before, "learning");
    await sql`insert into courses (id, author_id, state, settings, create_time, update_time)
      values (${courseId}, ${courseId}, 'DRAFT', '{}', now(), now())`;
    await expect(expectMigrated(url, root, "learning")).rejects.toThrow("run its migrations first");
  });

  it("is expanded with what is there, and the release before starts on it and is counted", async () => {
    const { url, before } = releases;
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
    const { sql } = releases;
    await sql`update courses set draft_changes = draft_changes + 1, draft_changed = true`;
    expect(await changes()).toEqual({ draft_changes: 1, draft_changed: true });
    await sql`update courses set draft_changes = 0, draft_changed = false`;
    expect(await changes()).toEqual({ draft_changes: 0, draft_changed: false });
  });

  it("can be contracted once nobody writes the flag any more", async () => {
    const { sql } = releases;
    await sql.unsafe(`drop trigger count_draft_change on courses; drop function count_draft_change;
      alter table courses drop column draft_changed`);
    await sql`update courses set draft_changes = draft_changes + 1`;
    expect((await releases.sql`select draft_changes from courses`)[0]).toEqual({ draft_changes: 1 });
  });
});

describe("first answers that get a table of their own", () => {
  let releases: Releases;
  beforeAll(async () => {
    releases = await openReleases("0010");
  });
  afterAll(() => releases?.close());

  const id = (last: number) => `0198c0de-0000-7000-8000-${String(last).padStart(12, "0")}`;
  const [lessonId, question, other] = [id(1), id(2), id(3)];
  const answers = (...earned: [number, number]) =>
    [question, other].map((blockId, at) => ({
      blockId,
      points: earned[at] ?? 0,
      maxPoints: 2,
      right: earned[at] === 2,
    }));
  // What the release before wrote, word for word where it matters.
  const start = (attempt: number, account: number, number: number) => releases.sql`
    insert into attempts (id, account_id, course_id, lesson_id, number, questions, start_time)
    values (${id(attempt)}, ${id(account)}, ${courseId}, ${lessonId}, ${number}, '[]', now())`;
  const submit = (attempt: number, minute: number, earned: [number, number]) => {
    const { sql } = releases;
    return sql`
      update attempts set submit_time = ${new Date(minute * 60_000)}, score = 0, answers = ${sql.json(answers(...earned))}
      where id = ${id(attempt)}`;
  };
  const kept = async () =>
    (
      await releases.sql`
        select account_id, attempt_id, question_id, is_right, score, rest from first_answers order by 1, 3`
    ).map((row) => Object.values(row));

  it("are filled from the attempts that are there", async () => {
    const { sql, url, before } = releases;
    await migrateService(url, before, "learning");
    await sql`insert into courses (id, author_id, state, settings, create_time, update_time)
      values (${courseId}, ${courseId}, 'DRAFT', '{}', now(), now())`;
    await start(102, 11, 2);
    await submit(102, 2, [0, 0]);
    await start(101, 11, 1);
    await submit(101, 1, [2, 1]);
    // One whose time went by, and one that is open.
    await start(201, 12, 1);
    await sql`update attempts set submit_time = now() where id = ${id(201)}`;
    await start(301, 13, 1);
    await migrateService(url, root, "learning");
    expect(await kept()).toEqual([
      [id(11), id(101), question, true, 1, 0.5],
      [id(11), id(101), other, false, 0.5, 1],
    ]);
  });

  it("are kept of what the release before submits", async () => {
    await expectMigrated(releases.url, releases.before, "learning");
    await submit(301, 3, [0, 2]);
    await start(103, 11, 3);
    await submit(103, 4, [2, 2]);
    await start(202, 12, 2);
    await submit(202, 5, [2, 2]);
    expect(await kept()).toEqual([
      [id(11), id(101), question, true, 1, 0.5],
      [id(11), id(101), other, false, 0.5, 1],
      [id(12), id(202), question, true, 1, 1],
      [id(12), id(202), other, true, 1, 1],
      [id(13), id(301), question, false, 0, 1],
      [id(13), id(301), other, true, 1, 0],
    ]);
  });

  it("can be contracted once nobody submits without keeping them", async () => {
    await releases.sql.unsafe(`drop trigger keep_first_answers on attempts; drop function keep_first_answers;
      drop function judge_answers`);
    await start(104, 11, 4);
    await submit(104, 6, [2, 2]);
    expect(await kept()).toHaveLength(6);
  });
});

type Releases = Awaited<ReturnType<typeof openReleases>>;

/** An empty database, with the migrations of the release before the one that brought a migration. */
async function openReleases(migration: string) {
  const folder = await mkdtemp(join(tmpdir(), "platform-expand-"));
  const before = await releaseBefore(folder, migration);
  const server = await startPostgres({ folder: join(folder, "postgres"), password: "test", disposable: true });
  const url = server.url.replace("{service}", "postgres");
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  const close = async () => {
    await sql.end();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { before, url, sql, close };
}

/** The migrations as the release before had them. */
async function releaseBefore(folder: string, migration: string): Promise<string> {
  const old = join(folder, "before");
  for (const owner of ["kit", "learning"]) {
    const at = `services/${owner}/migrations`;
    await cp(join(root, at), join(old, at), { recursive: true });
  }
  const journal = join(old, "services/learning/migrations/meta/_journal.json");
  const { entries, ...rest } = JSON.parse(await readFile(journal, "utf8")) as { entries: { tag: string }[] };
  await writeFile(journal, JSON.stringify({ ...rest, entries: entries.filter(({ tag }) => tag < migration) }));
  return old;
}
