import { installParts } from "./install.ts";

const missing = await installParts();
if (missing.length > 0 && process.argv.includes("--require")) {
  console.error(`These parts are required and missing: ${missing.join(", ")}`);
  process.exit(1);
}
