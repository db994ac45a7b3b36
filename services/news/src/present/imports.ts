import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import type { ListedImport } from "../imports/feed-import.ts";

export function presentImport({ source, articleCount }: ListedImport) {
  const { id, url, name, language, tags, paused, readTime, nextTime, failure } = source;
  return {
    id,
    url,
    name,
    language: Language[language],
    tags,
    paused,
    articleCount,
    readTime: readTime ?? undefined,
    nextTime: paused ? undefined : nextTime,
    failure,
  };
}
