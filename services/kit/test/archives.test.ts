import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { type Limits, openFolder, readText, type Source, standardLimits, withUpload } from "@platform/kit/archives";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Entry, tar, tarEntry, zip } from "../src/archives/craft.ts";

const never = new AbortController().signal;
const KiB = 1024;

// A private place for temporary files, so that what is left behind is seen.
let place: string;
const before = process.env.TMPDIR;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), "imports-archives-"));
  process.env.TMPDIR = place;
});
afterEach(async () => {
  const left = await readdir(place);
  process.env.TMPDIR = before ?? "";
  if (before === undefined) delete process.env.TMPDIR;
  await rm(place, { recursive: true, force: true });
  expect(left).toEqual([]);
});

function unpack<T>(archive: Buffer, limits: Partial<Limits> = {}, work?: (source: Source) => Promise<T>) {
  return withUpload(
    Readable.from([archive]),
    { signal: never, limits: { ...standardLimits, ...limits } },
    work ?? (async (source) => [...source.files.values()] as T),
  );
}

const formats: [string, (...entries: Entry[]) => Buffer][] = [
  ["tar", tar],
  ["tar.gz", (...entries) => gzipSync(tar(...entries))],
  ["zip", zip],
  ["packed zip", (...entries) => zip(...entries.map((entry) => ({ ...entry, deflate: true })))],
];

describe.each(formats)("%s", (_format, pack) => {
  it("is unpacked with names in any script, and read", async () => {
    const archive = pack({ name: "./курс/course.xml", body: "<course/>" }, { name: "курс/пусто.md" });
    const text = await unpack(archive, {}, async (source) => {
      expect([...source.files.values()]).toMatchObject([
        { path: "курс/course.xml", size: 9 },
        { path: "курс/пусто.md", size: 0 },
      ]);
      return readText(source, "курс/course.xml");
    });
    expect(text).toBe("<course/>");
  });

  it.each([
    ["an absolute path", "/etc/passwd", "absolute path"],
    ["a path upwards", "course/../../etc/passwd", "leads upwards"],
    ["a backslash", "course\\..\\evil", "backslash"],
    ["a drive letter", "C:/evil", "drive letter"],
    ["a control character", "course/\u001b[31mred", "control characters"],
    ["a mark that turns text around", "course/gpj.\u202eexe", "control characters"],
    ["a name that is not UTF-8", Buffer.from("course/\x98\xff.md", "latin1"), "not UTF-8"],
    ["folders without end", "a/".repeat(40), "nested deeper"],
  ])("refuses %s", async (_what, name, words) => {
    const refused = expect(unpack(pack({ name: "course/ok.md", body: "ok" }, { name, body: "evil" }))).rejects;
    await refused.toMatchObject({ reason: "ARCHIVE_HOSTILE", message: expect.stringContaining(words) });
  });

  it("refuses the same path twice, also where it is only written differently", async () => {
    for (const name of ["a/b.md", "./a//b.md", "a/./b.md"]) {
      const archive = pack({ name: "a/b.md", body: "one" }, { name, body: "two" });
      await expect(unpack(archive)).rejects.toMatchObject({
        reason: "ARCHIVE_HOSTILE",
        message: 'The entry "a/b.md" is there twice.',
      });
    }
    const accents = pack({ name: "\u00e9.md", body: "one" }, { name: "e\u0301.md", body: "two" });
    await expect(unpack(accents)).rejects.toMatchObject({ reason: "ARCHIVE_HOSTILE" });
  });

  it("refuses what is too much: entries, one file, all files", async () => {
    const many = Array.from({ length: 12 }, (_, index) => ({ name: `${index}.md`, body: "x".repeat(KiB) }));
    await expect(unpack(pack(...many), { entries: 11 })).rejects.toMatchObject({ reason: "ARCHIVE_TOO_LARGE" });
    await expect(unpack(pack(...many), { unpacked: 11 * KiB })).rejects.toMatchObject({
      reason: "ARCHIVE_TOO_LARGE",
      message: expect.stringContaining('"11.md"'),
    });
    await expect(unpack(pack(...many), { file: KiB - 1 })).rejects.toMatchObject({
      reason: "ARCHIVE_TOO_LARGE",
      message: expect.stringContaining('"0.md"'),
    });
    await expect(unpack(pack(...many), { packed: 100 })).rejects.toMatchObject({ reason: "ARCHIVE_TOO_LARGE" });
    expect(await unpack(pack(...many))).toHaveLength(12);
  });

  it("refuses an archive that is cut off anywhere", async () => {
    const archive = pack({ name: "a.md", body: "a".repeat(3000) }, { name: "b.md", body: "b".repeat(3000) });
    for (const part of [0.2, 0.5, 0.7]) {
      const cut = archive.subarray(0, Math.floor(archive.length * part));
      await expect(unpack(cut)).rejects.toMatchObject({ reason: "ARCHIVE_UNREADABLE" });
    }
  });

  it("can be stopped", async () => {
    const stopped = AbortSignal.abort(new Error("stopped"));
    const archive = pack({ name: "a.md", body: "a" });
    const work = async () => expect.fail("it went on");
    await expect(withUpload(Readable.from([archive]), { signal: stopped }, work)).rejects.toThrow();
  });
});

describe("tar", () => {
  it.each([
    ["a symbolic link", "2", "symbolic link"],
    ["a hard link", "1", "hard link"],
    ["a character device", "3", "device"],
    ["a block device", "4", "device"],
    ["a pipe", "6", "device"],
    ["an unknown type", "V", "nobody needs"],
  ])("refuses %s", async (_what, type, words) => {
    await expect(unpack(tar({ name: "course/thing", type }))).rejects.toMatchObject({
      reason: "ARCHIVE_HOSTILE",
      message: expect.stringContaining(words),
    });
  });

  it("refuses a long name that leads upwards", async () => {
    const record = "path=../../evil\n";
    const header = `${record.length + 3} ${record}`;
    const archive = tar({ name: "pax", type: "x", body: header }, { name: "ok.md", body: "x" });
    await expect(unpack(archive)).rejects.toMatchObject({ reason: "ARCHIVE_HOSTILE" });
  });

  it("refuses one that ends between two entries", async () => {
    const archive = tarEntry({ name: "a.md", body: "a" });
    await expect(unpack(archive)).rejects.toMatchObject({ reason: "ARCHIVE_UNREADABLE" });
  });

  it("refuses a damaged header", async () => {
    const archive = tar({ name: "a.md", body: "a" }, { name: "b.md", body: "b" });
    archive[1024] = 0x7a;
    await expect(unpack(archive)).rejects.toMatchObject({ reason: "ARCHIVE_UNREADABLE" });
  });
});

describe("zip", () => {
  it("refuses symbolic links and devices", async () => {
    for (const mode of [0o120777, 0o020644, 0o060644, 0o010644]) {
      const archive = zip({ name: "link", body: "/etc/passwd", mode });
      await expect(unpack(archive)).rejects.toMatchObject({ reason: "ARCHIVE_HOSTILE" });
    }
  });

  it("refuses encrypted entries", async () => {
    await expect(
      unpack(zip({ name: "a.md", body: "x".repeat(20), encrypted: true, deflate: true })),
    ).rejects.toMatchObject({
      reason: "ARCHIVE_UNREADABLE",
      message: 'The entry "a.md" is encrypted; pack it without a password.',
    });
  });

  it("refuses a file that was damaged on its way", async () => {
    const archive = zip({ name: "a.md", body: "the text" });
    archive[archive.indexOf("the text")] = 0x54;
    await expect(unpack(archive)).rejects.toMatchObject({
      reason: "ARCHIVE_UNREADABLE",
      message: expect.stringContaining("check sum"),
    });
  });
});

describe("an upload", () => {
  it("refuses a bomb before it has unpacked it", async () => {
    const bomb = gzipSync(tar({ name: "zeros", body: Buffer.alloc(4 * KiB * KiB) }));
    expect(bomb.length * 200).toBeLessThan(4 * KiB * KiB);
    await expect(unpack(bomb, { ratioFrom: KiB * KiB })).rejects.toMatchObject({
      reason: "ARCHIVE_HOSTILE",
      message: expect.stringContaining("bomb"),
    });
    expect(await unpack(bomb)).toHaveLength(1);
  });

  it("refuses what is no archive", async () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from("P"), Buffer.from("# Not an archive\n".repeat(100))]) {
      await expect(unpack(bytes)).rejects.toMatchObject({ reason: "ARCHIVE_UNREADABLE" });
    }
  });

  it("is removed when the work on it fails", async () => {
    const failing = unpack(tar({ name: "a.md", body: "a" }), {}, async () => {
      throw new Error("the work failed");
    });
    await expect(failing).rejects.toThrow("the work failed");
  });
});

describe("a folder", () => {
  it("is read under the same rules", async () => {
    const folder = join(place, "course");
    await mkdir(join(folder, "module"), { recursive: true });
    await writeFile(join(folder, "module", "lesson.md"), "# Lesson");
    const source = await openFolder(folder);
    expect([...source.files.keys()]).toEqual(["module/lesson.md"]);
    expect(await readText(source, "module/lesson.md")).toBe("# Lesson");
    await symlink("/etc/passwd", join(folder, "module", "passwd"));
    await expect(openFolder(folder)).rejects.toMatchObject({ reason: "ARCHIVE_HOSTILE" });
    await rm(folder, { recursive: true });
  });
});

describe("the names of a zip that does not say that they are UTF-8", () => {
  const named = (...bytes: number[]) => unpack<{ path: string }[]>(zip({ name: Buffer.from(bytes), body: "x" }));

  it("are read in the Russian code pages of DOS and of Windows", async () => {
    // "Заметки.md"
    expect(await named(0x87, 0xa0, 0xac, 0xa5, 0xe2, 0xaa, 0xa8, 0x2e, 0x6d, 0x64)).toMatchObject([
      { path: "Заметки.md" },
    ]);
    expect(await named(0xc7, 0xe0, 0xec, 0xe5, 0xf2, 0xea, 0xe8, 0x2e, 0x6d, 0x64)).toMatchObject([
      { path: "Заметки.md" },
    ]);
  });
});
