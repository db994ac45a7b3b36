// `npm run manifests`: writes what deploy/k8s and deploy/compose hold. With `secrets` it prints the Secrets of a
// developer's cluster, with `env` the .env of compose, both with values of this machine's own.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { composeFiles } from "./compose/files.ts";
import { manifests } from "./manifests.ts";
import { composeEnvironment, devSecrets } from "./secrets.ts";

const deploy = fileURLToPath(new URL("../..", import.meta.url));

function write(folder: string, files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    const target = join(deploy, folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}

switch (process.argv[2]) {
  case "secrets":
    process.stdout.write(devSecrets());
    break;
  case "env":
    process.stdout.write(composeEnvironment());
    break;
  default:
    write("k8s", manifests());
    write("compose", composeFiles());
}
