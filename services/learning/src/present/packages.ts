import { PackageVersion } from "@platform/grpc/platform/learning/v1/course.ts";
import { PackageState as State } from "@platform/grpc/platform/learning/v1/scorm_service.ts";
import type { Launch } from "../packages/launch.ts";
import type { ScormPackage } from "../packages/packages.ts";
import type { PackageState } from "../packages/states.ts";

export function presentPackage({ id, title, version, fileName, size, fileCount, entries }: ScormPackage) {
  return {
    id,
    title,
    version: PackageVersion[version],
    fileName,
    size,
    fileCount,
    entries: entries.map(({ href, title, reports }) => ({ href, title, reports })),
  };
}

export function presentResult(kept: PackageState | undefined) {
  if (!kept) return { state: State.NOT_STARTED };
  const { state, done, score, seconds, launchTime } = kept;
  return { state: State[state], done, ...(score !== null && { score }), seconds, launchTime };
}

export function presentLaunch({ url, expireTime, launchId, playing, values, saved }: Launch) {
  return {
    url,
    expireTime,
    launchId,
    version: PackageVersion[playing.scorm.version],
    reports: playing.entry.reports,
    values,
    ...(saved && { result: presentResult(saved.state), progress: saved.progress }),
  };
}
