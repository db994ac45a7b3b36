import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { partsFolder } from "../folder.ts";
import { run, writeLauncher } from "./run.ts";

/** Unpacks Debian's packages, whose signatures apt checks, into a folder; nothing is installed, and no root needed. */
export async function installFromDebian(packages: string[], binaries: string[], folder: string): Promise<void> {
  const state = await updatedLists();
  const downloads = join(folder, "downloads");
  await mkdir(downloads);
  await run("apt-get", [...state, "download", ...packages], { cwd: downloads });
  for (const file of await readdir(downloads))
    await run("dpkg-deb", ["-x", join(downloads, file), join(folder, "root")]);
  await rm(downloads, { recursive: true });
  const libraries = await readdir(join(folder, "root/usr/lib")).catch(() => []);
  const paths = libraries.map((name) => `$here/root/usr/lib/${name}`).join(":");
  for (const binary of binaries) {
    const own = `LD_LIBRARY_PATH="${paths}\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"`;
    await writeLauncher(folder, binary, `export ${own}\nexec "$here/root/usr/bin/${binary}" "$@"`);
  }
}

let lists: Promise<string[]> | undefined;

/** Debian's lists of today, in a place of our own, which needs no root and waits for no other apt. */
function updatedLists(): Promise<string[]> {
  lists ??= updateLists();
  return lists;
}

async function updateLists(): Promise<string[]> {
  const folder = join(partsFolder, "apt");
  await mkdir(join(folder, "lists/partial"), { recursive: true });
  await mkdir(join(folder, "cache/archives/partial"), { recursive: true });
  const places = [
    `Dir::State::lists=${join(folder, "lists")}`,
    `Dir::Cache=${join(folder, "cache")}`,
    // Or root would download as a user who cannot write here.
    "APT::Sandbox::User=root",
  ];
  const state = places.flatMap((place) => ["-o", place]);
  await run("apt-get", [...state, "update"]);
  return state;
}
