import { copyFile, mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { packageFile } from "../folder.ts";
import { run } from "./run.ts";

// Two at a time leaves a small machine usable; Go checks each module against its public checksum database.
const env = { CGO_ENABLED: "0", GOFLAGS: "-trimpath -p=2" };
const small = "-ldflags=-s -w";

/** Builds a program of a Go module. */
export function installWithGo(package_: string, folder: string): Promise<void> {
  return run("go", ["install", small, package_], { cwd: folder, env: { ...env, GOBIN: join(folder, "bin") } });
}

/** Takes files out of Go modules, which are checked as what is built from them is. */
export async function installFilesWithGo(
  files: { name: string; module: string; path: string }[],
  folder: string,
): Promise<void> {
  const modules = join(folder, "modules");
  for (const { name, module, path } of files) {
    const own = { ...env, GOMODCACHE: modules, GOFLAGS: "-modcacherw" };
    await run("go", ["mod", "download", module], { cwd: folder, env: own });
    await copyFile(join(modules, module, path), join(folder, name));
  }
  await rm(modules, { recursive: true });
}

/**
 * Builds an OpenTelemetry collector of the components that a manifest names: the collector's own builder writes the
 * program, whose modules are those of the `go.mod` and `go.sum` beside the manifest.
 */
export async function installWithOcb(
  { builder, manifest }: { builder: string; manifest: string },
  folder: string,
): Promise<void> {
  const tools = join(folder, "tools");
  const source = join(folder, "source");
  await mkdir(source);
  await run("go", ["install", builder], { cwd: folder, env: { ...env, GOBIN: tools } });
  const path = packageFile(manifest);
  // The builder's own `go mod tidy` would fetch what the tests of all modules need too.
  await run(join(tools, "builder"), ["--config", path, "--skip-get-modules", "--skip-compilation"], { cwd: source });
  for (const file of ["go.mod", "go.sum"]) await copyFile(join(dirname(path), file), join(source, file));
  const output = join(folder, "bin/otelcol");
  await run("go", ["build", "-mod=readonly", small, "-o", output, "."], { cwd: source, env });
  for (const leftover of [tools, source]) await rm(leftover, { recursive: true });
}
