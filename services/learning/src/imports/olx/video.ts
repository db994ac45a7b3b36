import { uuid7 } from "@platform/kit";
import type { Block } from "../../content.ts";
import { clip } from "../clip.ts";
import { readAddress, youtubeId } from "../html/address.ts";
import type { Change } from "../report.ts";
import { elements } from "../xml.ts";
import type { LessonScope } from "./scope.ts";
import { plainTranscript } from "./transcript.ts";
import { isTrue, type OlxBlock } from "./tree.ts";

/** A video with its transcript, and the files beside it; undefined where nothing says what to play. */
export async function readVideo(
  block: OlxBlock,
  scope: LessonScope,
): Promise<{ blocks: Block[]; changes: Change[] } | undefined> {
  const { attributes } = block;
  const changes: Change[] = [];
  const source = findSource(block, scope, changes);
  if (source === undefined) return undefined;
  const title = clip(attributes.display_name ?? "", 200);
  const transcript = await findTranscript(block, scope, changes);
  const blocks: Block[] = [{ id: uuid7(), kind: "video", title, source, transcript }];
  if (given(attributes.start_time) || given(attributes.end_time)) {
    changes.push({ reason: "VIDEO_WHOLE", message: "A part of the video was to be shown; the whole is." });
  }
  const handouts = [
    attributes.handout ?? elements(block.element, "handout")[0]?.attributes.src,
    isTrue(attributes.download_track) ? (attributes.track ?? elements(block.element, "track")[0]?.attributes.src) : "",
  ];
  for (const address of handouts) {
    const found = address ? readAddress(address) : undefined;
    const name = found?.kind === "file" ? scope.html.asset(found.name) : undefined;
    if (name !== undefined) blocks.push({ id: uuid7(), kind: "file", name, source: `asset:${name}` });
    else if (address)
      changes.push({ reason: "FILE_MISSING", message: "A file beside the video is not in the archive." });
  }
  return { blocks, changes };
}

function findSource({ attributes, element }: OlxBlock, scope: LessonScope, changes: Change[]): string | undefined {
  const bySpeed = /(?:^|,)1\.0+:([\w-]{11})/.exec(attributes.youtube ?? "")?.[1];
  const youtube = attributes.youtube_id_1_0 || bySpeed;
  if (youtube && /^[\w-]{11}$/.test(youtube)) return `youtube:${youtube}`;
  const listed = [
    ...elements(element, "source").map((child) => child.attributes.src),
    ...list(attributes.html5_sources),
  ];
  for (const address of [attributes.source, ...listed]) {
    if (!address) continue;
    const id = youtubeId(address);
    if (id) return `youtube:${id}`;
    const found = readAddress(address);
    const name = found.kind === "file" ? scope.html.asset(found.name) : undefined;
    if (name !== undefined) return `asset:${name}`;
    if (found.kind !== "outside" || found.url.length > 2000) continue;
    if (/^https:/i.test(found.url)) return found.url;
    if (!/^http:/i.test(found.url)) continue;
    changes.push({ reason: "VIDEO_ADDRESS", message: "The address of the video was made https." });
    return found.url.replace(/^http:/i, "https:");
  }
  return undefined;
}

/** What is said, in the course's language where there is such a transcript, else in the first one. */
async function findTranscript(
  { attributes, element }: OlxBlock,
  scope: LessonScope,
  changes: Change[],
): Promise<string> {
  const files = new Map<string, string>();
  for (const { attributes: about } of elements(element, "transcript")) {
    if (about.language && about.src) files.set(about.language, about.src);
  }
  for (const [language, name] of Object.entries(record(attributes.transcripts))) files.set(language, String(name));
  if (attributes.sub) files.set("en", `subs_${attributes.sub}.srt.sjson`);
  const [chosen] = [...files.keys()].sort((a, b) => rank(a, scope.language) - rank(b, scope.language));
  if (chosen === undefined) return "";
  const text = await scope.staticText(files.get(chosen) as string);
  if (text === undefined) {
    changes.push({ reason: "FILE_MISSING", message: "The transcript is not in the archive." });
    return "";
  }
  const others = [...files.keys()].filter((language) => language !== chosen);
  if (others.length > 0) {
    const message = `The transcript is kept in ${chosen}; those in ${others.join(", ")} are not.`;
    changes.push({ reason: "TRANSCRIPT_LANGUAGES", message });
  }
  return plainTranscript(text);
}

function rank(language: string, wanted: string): number {
  if (language.toLowerCase().startsWith(wanted.toLowerCase())) return 0;
  return language.startsWith("en") ? 1 : 2;
}

function given(time: string | undefined): boolean {
  return time !== undefined && /[1-9]/.test(time);
}

function list(json: string | undefined): string[] {
  const value = parsed(json);
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function record(json: string | undefined): Record<string, unknown> {
  const value = parsed(json);
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function parsed(json: string | undefined): unknown {
  try {
    return JSON.parse(json ?? "null");
  } catch {
    return undefined;
  }
}
