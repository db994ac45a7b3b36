// `npm start`: install, generate, build what is stale, and start the whole platform in this terminal.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { demandNode, installIfStale, root } from "./workshop.mjs";

demandNode();
installIfStale();
const { generateIfStale } = await import("./gen.mjs");
await generateIfStale();
const { buildIfStale } = await import("./build.mjs");
await buildIfStale();

const platform = spawn(
  process.execPath,
  ["--enable-source-maps", join(root, "deploy/embedded/dist/main.js"), ...process.argv.slice(2)],
  {
    stdio: "inherit",
    env: { ...process.env, PLATFORM_ROOT: root },
  },
);
// Ctrl-C reaches the platform by the terminal; a service manager signals this process alone.
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => platform.kill("SIGTERM"));
platform.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
