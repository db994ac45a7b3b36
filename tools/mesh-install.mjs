// `npm run mesh:install [-- --require]`: brings the real parts of a mesh into .cache/parts; with --require it fails
// where one cannot be had. What is brought, and how, is in deploy/parts.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { bundle } from "./build.mjs";
import { demandNode, installIfStale, root } from "./workshop.mjs";

demandNode();
installIfStale();
const folder = "deploy/parts/dist";
await bundle({ install: "deploy/parts/src/install/main.ts" }, folder);
const install = spawn(process.execPath, [join(root, folder, "install.js"), ...process.argv.slice(2)], {
  stdio: "inherit",
  env: { ...process.env, PLATFORM_ROOT: root },
});
install.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
