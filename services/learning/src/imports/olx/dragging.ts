import type { Choice, Question } from "../../content.ts";
import { clip } from "../clip.ts";
import { escapeMarkdown } from "../escape-markdown.ts";
import { readHtmlText } from "../html/read.ts";
import { letter } from "../questions/answers.ts";
import { questionOf } from "../questions/item.ts";
import { whyNotAsked } from "../questions/limits.ts";
import type { Change } from "../report.ts";
import type { OlxNode } from "./outline.ts";
import type { LessonScope } from "./scope.ts";
import { plainValue } from "./tree.ts";

/** A drag and drop as a question, or why it is none. */
export type ReadDragging = { question: Question; changes: Change[] } | { refused: Change };

interface Item {
  displayName?: unknown;
  imageURL?: unknown;
  imageDescription?: unknown;
  feedback?: unknown;
  zone?: unknown;
  zones?: unknown;
}

interface Zone {
  uid?: unknown;
  title?: unknown;
}

/** Each piece is looked for in each place, and a question has no more choices. */
const most = 50;

/** Reads pieces that are dragged onto an image as pieces that are matched with its places by name. */
export function readDragging({ element, attributes }: OlxNode, scope: LessonScope): ReadDragging {
  const data = parse(attributes.data ?? element.attributes.data);
  const [zones, items] = [listOf<Zone>(data.zones), listOf<Item>(data.items)];
  if (Math.max(zones.length, items.length) > most) {
    const message = `It has more than ${most} pieces or places.`;
    return { refused: { reason: "QUESTION_INVALID", message } };
  }
  const targets = zones.map(({ uid, title }, index) => ({
    id: letter(index),
    uid: String(uid ?? title ?? ""),
    text: escapeMarkdown(clip(String(title ?? ""), 500)) || `(${index + 1})`,
  }));
  const changes: Change[] = [];
  const placed: { choice: Choice; targetId: string }[] = [];
  for (const item of items) {
    const homes = targets.filter(({ uid }) => zonesOf(item).includes(uid));
    const text = itemText(item, scope);
    if (!homes[0] || text === "") {
      changes.push({ reason: "PIECES_DROPPED", message: "Pieces that belong nowhere on the image were left out." });
      continue;
    }
    if (homes.length > 1) {
      changes.push({ reason: "ANSWERS_DROPPED", message: "A piece that fits several places is wanted at the first." });
    }
    placed.push({ choice: { id: letter(placed.length), text }, targetId: homes[0].id });
  }
  if ([data, ...items].some(hasRemarks)) {
    changes.push({ reason: "FEEDBACK_DROPPED", message: "What was said of pieces and at the end was dropped." });
  }
  const asked = readHtmlText(String(data.question_text ?? plainValue(attributes.question_text)), scope.html);
  const question: Question = {
    ...questionOf([asked.markdown, imageOf(data, scope)].filter(Boolean).join("\n\n"), {
      kind: "MATCHING",
      choices: placed.map(({ choice }) => choice),
      targets: targets.map(({ id, text }) => ({ id, text })),
      partialCredit: true,
      key: {
        pairs: placed.map(({ choice, targetId }) => ({ choiceId: choice.id, targetId })),
        explanation: readHtmlText(String(data.explanation ?? ""), scope.html).markdown,
      },
    }),
    points: weightOf(attributes.weight),
  };
  const refused = whyNotAsked(question);
  if (refused) return { refused };
  const message = "Pieces that were dragged onto an image are matched with its places by name.";
  return { question, changes: [{ reason: "DRAGGING_MATCHED", message }, ...changes, ...asked.changes] };
}

/** Whether something is said of a piece, right or wrong, or once all are placed. */
function hasRemarks({ feedback }: { feedback?: unknown }): boolean {
  const { correct, incorrect, finish } = (feedback ?? {}) as Record<string, unknown>;
  return [correct, incorrect, finish].some((text) => typeof text === "string" && text.trim() !== "");
}

function parse(json: string | undefined): Record<string, unknown> {
  try {
    const data: unknown = JSON.parse(json ?? "");
    return typeof data === "object" && data !== null ? (data as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function listOf<T extends object>(value: unknown): T[] {
  return Array.isArray(value) ? value.filter((one): one is T => typeof one === "object" && one !== null) : [];
}

function zonesOf({ zone, zones }: Item): string[] {
  return (Array.isArray(zones) ? zones : [zone]).map(String).filter((uid) => uid !== "none");
}

function itemText({ displayName, imageURL, imageDescription }: Item, scope: LessonScope): string {
  const words = escapeMarkdown(clip(String(displayName ?? ""), 500)).trim();
  return [picture(imageURL, imageDescription, scope), words].filter(Boolean).join(" ");
}

function imageOf({ targetImg, targetImgDescription }: Record<string, unknown>, scope: LessonScope): string {
  return picture(targetImg, targetImgDescription, scope);
}

/** Markdown of an image of the course; empty where there is none. */
function picture(address: unknown, words: unknown, scope: LessonScope): string {
  const attribute = (value: unknown) => String(value).replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  if (!address) return "";
  return readHtmlText(`<img src="${attribute(address)}" alt="${attribute(words ?? "")}">`, scope.html).markdown;
}

function weightOf(said: string | undefined): number {
  const weight = Number(plainValue(said) || "1");
  return weight > 0 && weight <= 1000 ? weight : 1;
}
