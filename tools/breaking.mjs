// `pnpm breaking`: fails when proto/ as it is here breaks what the branch main promises its clients.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root, run } from "./workshop.mjs";

const branch = process.argv[2] ?? "main";
const before = mkdtempSync(join(tmpdir(), "platform-contracts-"));
try {
  const archive = execFileSync("git", ["archive", branch, "proto", "buf.yaml"], { cwd: root, maxBuffer: 1 << 26 });
  execFileSync("tar", ["-x", "-C", before], { input: archive });
  // protovalidate's own contract is printed from npm, not kept in git.
  const printed = join(root, ".cache/proto");
  if (!existsSync(printed)) throw new Error("Run `pnpm gen` first: protovalidate's contract is not printed yet.");
  mkdirSync(join(before, ".cache"));
  cpSync(printed, join(before, ".cache/proto"), { recursive: true });
  const { code, output } = await run("buf", ["breaking", "--against", before], { quiet: true });
  if (code !== 0) console.error(`Against ${branch}:\n${output}`);
  process.exitCode = code;
} finally {
  rmSync(before, { recursive: true, force: true });
}
