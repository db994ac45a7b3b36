// `npm run bench -- [mesh] [--json FILE] [--course FILE] [--rounds N] [--only web,calls,events,start,knowledge,together]`: the figures that the
// platform must reach, measured on this machine; what measures them is in test/bench.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { demandNode, installIfStale, root } from "./workshop.mjs";

demandNode();
installIfStale();
const { generateIfStale } = await import("./gen.mjs");
await generateIfStale();
const { buildIfStale, buildProcesses, bundle } = await import("./build.mjs");
await (process.argv.includes("mesh") ? buildProcesses() : buildIfStale());

const programs = ["bench", "server", "caller", "event-host", "kafka-alone", "together-server"];
// Beside the packages that are not bundled.
const folder = "services/kit/dist/bench";
const entries = Object.fromEntries(programs.map((name) => [name, `test/bench/${name}.ts`]));
await bundle({ ...entries, soak: "test/soak/program.ts" }, folder);
const bench = spawn(
  process.execPath,
  ["--enable-source-maps", join(root, folder, "bench.js"), ...process.argv.slice(2)],
  {
    stdio: "inherit",
    env: { ...process.env, PLATFORM_ROOT: root },
  },
);
bench.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
