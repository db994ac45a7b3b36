// `node tools/conformance.mjs`: fetches the Connect protocol's own conformance runner with Go, and compiles the
// contract that it calls; both go to .cache, where services/bff/test/conformance.test.ts finds them.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { demandNode, fail, installIfStale, root, run, say } from "./workshop.mjs";

const version = "v1.0.5";
const module = `connectrpc.com/conformance@${version}`;
const bin = join(root, ".cache/bin");

async function demand(command, args, env = {}) {
  const { code, output } = await run(command, args, { quiet: true, env });
  if (code !== 0) fail(`${command} ${args.join(" ")} failed:\n${output}`);
  return output;
}

demandNode();
installIfStale();
if (!existsSync(join(bin, "connectconformance"))) {
  say("Building the conformance runner");
  await demand("go", ["install", `connectrpc.com/conformance/cmd/connectconformance@${version}`], { GOBIN: bin });
}
const answer = await demand("go", ["mod", "download", "-json", module]);
const { Dir: folder } = JSON.parse(answer.slice(answer.indexOf("{")));
await demand("buf", ["build", folder, "-o", ".cache/conformance.binpb"]);
