import { join } from "node:path";
import { packageFile } from "../folder.ts";
import { run, writeLauncher } from "./run.ts";

/** Copies the jars of a pom, each against its checksum, and lets `java` run any class of them. */
export async function installFromMaven(pom: string, binaries: string[], folder: string): Promise<void> {
  const goal = ["dependency:copy-dependencies", "-DincludeScope=runtime", `-DoutputDirectory=${join(folder, "jars")}`];
  await run("mvn", ["--batch-mode", "--quiet", "--strict-checksums", "--file", packageFile(pom), ...goal]);
  await run("java", ["-version"]);
  for (const binary of binaries) await writeLauncher(folder, binary, 'exec java -cp "$here/jars/*" "$@"');
}
