import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath, pathToFileURL } from "node:url";
import { AccountRegistered } from "@platform/grpc/platform/auth/v1/auth_events.ts";
import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { CollaborationServiceDefinition } from "@platform/grpc/platform/knowledge/v1/collaboration_service.ts";
import { PageServiceDefinition } from "@platform/grpc/platform/knowledge/v1/page_service.ts";
import { SpaceRole, SpaceVisibility } from "@platform/grpc/platform/knowledge/v1/space.ts";
import { SpaceServiceDefinition } from "@platform/grpc/platform/knowledge/v1/space_service.ts";
import { connectTo, startTestPlatform, type TestPlatform } from "@platform/kit/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { typist } from "../../services/knowledge/test/typist.ts";
import { bundle } from "../../tools/build.mjs";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const program = join(root, ".cache/kill-writing");

interface Process {
  child: ChildProcessByStdio<null, Readable, null>;
  door: ReturnType<typeof connectTo>;
}

let folder: string;
let ground: TestPlatform;
let processes: Process[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "platform-kill-writing-"));
  await bundle({ writing: "test/kill/writing.ts" }, program);
  // Holds the database and the keys alone, and lives through the kills.
  ground = await startTestPlatform([]);
  processes = [await start(), await start()];
});
afterAll(async () => {
  await killAll();
  await ground?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function start(): Promise<Process> {
  const child = spawn(process.execPath, ["--enable-source-maps", join(program, "writing.js")], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      PLATFORM_ROOT: root,
      PLATFORM_DATABASE_URL: ground.databaseUrl("{service}"),
      PLATFORM_BLOBS_URL: pathToFileURL(join(folder, "blobs")).href,
      PLATFORM_SECRET: "a secret of tests alone, long enough to be one",
      PLATFORM_GRPC_PORT: "0",
      KEYS: JSON.stringify(ground.keys),
    },
  });
  const [port] = await once(child.stdout, "data");
  return { child, door: connectTo(`127.0.0.1:${String(port).trim()}`) };
}

async function killAll(): Promise<void> {
  const ends = processes.map(async ({ child, door }) => {
    door.close();
    if (child.exitCode !== null) return;
    const end = once(child, "exit");
    child.kill("SIGKILL");
    await end;
  });
  await Promise.all(ends);
  processes = [];
}

describe("a page that two people write in two processes", () => {
  it("is one text, and loses nothing of what was kept when both are killed before it is saved", {
    timeout: 60_000,
  }, async () => {
    const [ann, ben] = [await ground.as(), await ground.as()];
    await ground.publish(AccountRegistered, { accountId: ben.id, name: "Ben", language: Language.EN });
    const [first, second] = processes as [Process, Process];
    const spaces = first.door.client(SpaceServiceDefinition, ann);
    const { space } = await spaces.createSpace({
      name: "Two processes",
      language: Language.EN,
      visibility: SpaceVisibility.MEMBERS,
    });
    const member = { spaceId: space?.id, accountId: ben.id, role: SpaceRole.WRITER };
    // Ben is known a moment after he registered.
    await expect.poll(() => spaces.setMember(member).then(() => "set", String), { timeout: 10_000 }).toBe("set");
    const { page } = await first.door
      .client(PageServiceDefinition, ann)
      .createPage({ spaceId: space?.id, title: "Shared", markdown: "start" });
    const pageId = page?.head?.id ?? "";
    const a = typist({ collaboration: first.door.client(CollaborationServiceDefinition, ann) }, pageId);
    const b = typist({ collaboration: second.door.client(CollaborationServiceDefinition, ben) }, pageId);
    await a.join();
    await b.join();
    await a.type(" of Ann");
    await b.sees("start of Ann");
    await b.type("Ben's ");
    await a.sees("start of AnnBen's ");
    // Each of them sends one thing after another, as a page does, for what came before is needed to read what follows.
    await Promise.all([a.type("1").then(() => a.type("3")), b.type("2", 0).then(() => b.type("4", 0))]);
    await killAll();
    await Promise.all([a.ended(), b.ended()]);

    processes = [await start()];
    const [third] = processes as [Process];
    const pages = third.door.client(PageServiceDefinition, ben);
    expect((await pages.getPage({ pageId })).page).toMatchObject({ revision: 1, markdown: "start" });
    const back = typist({ collaboration: third.door.client(CollaborationServiceDefinition, ben) }, pageId);
    await back.join();
    expect(back.says()).toBe("42start of AnnBen's 13");
    // What was typed ten seconds ago is saved without anybody.
    await expect
      .poll(async () => (await pages.getPage({ pageId })).page, { timeout: 20_000, interval: 500 })
      .toMatchObject({ revision: 2, markdown: "42start of AnnBen's 13" });
    await back.leave();
  });
});
