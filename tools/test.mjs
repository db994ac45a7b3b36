// `npm test`: everything that can be wrong, in one command; ends with `N passed, N failed`.
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { demandNode, installIfStale, root, run } from "./workshop.mjs";

demandNode();
installIfStale();
const { generateIfStale } = await import("./gen.mjs");
await generateIfStale();

const total = { passed: 0, failed: 0, skipped: [] };

async function check(name, command, args) {
  const { code, output } = await run(command, args, { quiet: true });
  total[code === 0 ? "passed" : "failed"]++;
  console.log(`${code === 0 ? "ok  " : "FAIL"} ${name}`);
  if (code !== 0) console.log(output);
}

/** Runs a vitest configuration and counts its tests; a run that ends without a report counts as one failure. */
async function suite(name, config, env = {}) {
  const report = join(root, `.cache/${name}.json`);
  rmSync(report, { force: true });
  const args = ["run", "--config", config, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { code } = await run("vitest", args, { env });
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
    total.passed += numPassedTests;
    total.failed += numFailedTests + (code !== 0 && numFailedTests === 0 ? 1 : 0);
    const tests = testResults.flatMap((file) => file.assertionResults);
    total.skipped.push(
      ...tests.filter(({ status }) => !["passed", "failed"].includes(status)).map((test) => test.fullName),
    );
  } catch {
    total.failed++;
  }
}

await check("format and lint", "biome", ["check", "."]);
await check("types of services", "tsc", ["-p", "tsconfig.json"]);
await check("types of the web app", "tsc", ["-p", "web/tsconfig.json"]);
await check("contracts: lint", "buf", ["lint"]);
await check("contracts: nothing that main promises is broken", process.execPath, ["tools/breaking.mjs"]);
await check("contracts: generated code is up to date", process.execPath, ["tools/gen.mjs", "--check"]);
await suite("services", "vitest.config.ts");
await suite("journeys", "web/vitest.journeys.config.ts");

for (const name of total.skipped) console.log(`skipped: ${name}`);
const skipped = total.skipped.length > 0 ? `, ${total.skipped.length} skipped` : "";
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exit(total.failed > 0 ? 1 : 0);
