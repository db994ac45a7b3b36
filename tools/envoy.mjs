// `npm run --silent envoy > envoy.json`: Envoy's configuration from the contracts, for addresses that deploy/envoy/README.md names.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { demandNode, installIfStale, root } from "./workshop.mjs";

demandNode();
installIfStale();
const { generateIfStale } = await import("./gen.mjs");
await generateIfStale();
const printed = spawnSync(process.execPath, ["--import", "tsx", join(root, "deploy/envoy/src/main.ts")], {
  cwd: root,
  stdio: "inherit",
});
process.exit(printed.status ?? 1);
