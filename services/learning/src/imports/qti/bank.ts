import { setImmediate as othersFirst } from "node:timers/promises";
import { refuse } from "@platform/kit";
import type { Source } from "@platform/kit/archives";
import type { BankQuestion } from "../../content.ts";
import { AssetFiles } from "../asset-files.ts";
import { readIntoBank } from "../cartridge/assessments.ts";
import { kindOf } from "../cartridge/kinds.ts";
import { pathOf } from "../cartridge/resource.ts";
import type { Progress } from "../imported.ts";
import { PackageFiles } from "../manifest/files.ts";
import { findManifest, type Manifest, readManifest } from "../manifest/manifest.ts";
import { reportRest } from "../manifest/rest.ts";
import { whyUnusable } from "../questions/unusable.ts";
import { Report, type ReportLine } from "../report.ts";
import { storable } from "../storable.ts";
import { looseManifest } from "./loose.ts";
import { isQti, readQtiQuestions } from "./package.ts";
import { QtiReader } from "./reader.ts";

/** The questions of a QTI package, of a cartridge or of single files, with what became of each piece. */
export interface ReadQtiBank {
  questions: BankQuestion[];
  /** Name of an asset -> the path in the source of the file that becomes it. */
  assets: Map<string, string>;
  report: ReportLine[];
}

/**
 * Reads what is to go into a bank of a course whose files have the names `taken`; refuses QUESTIONS_NOT_FOUND where
 * nothing of it is a question that a machine grades.
 */
export async function readQtiBank(source: Source, taken: Iterable<string>, signal: AbortSignal): Promise<ReadQtiBank> {
  const file = findManifest(source);
  const manifest = file === undefined ? await looseManifest(source) : await readManifest(source, file);
  const assets = new AssetFiles(source, taken);
  const files = new PackageFiles(source, manifest.folder, assets);
  const report = new Report();
  const reader = new QtiReader(manifest, files, report, patient(signal));
  const questions = isQti(manifest) ? await readQtiQuestions(manifest, reader) : [];
  questions.push(...(await readCartridgeQuestions(manifest, reader)));
  const notAsked = { reason: "NOT_A_QUESTION", message: "It asks nothing." };
  reportRest(manifest, files, reader.told, report, () => notAsked);
  if (questions.length === 0) {
    throw refuse.state("QUESTIONS_NOT_FOUND", "The file holds no question that can be taken.");
  }
  return { questions: storable(questions), assets: assets.chosen, report: storable(report.lines) };
}

async function readCartridgeQuestions(manifest: Manifest, { files, report, told, language, progress }: QtiReader) {
  const questions: BankQuestion[] = [];
  for (const resource of manifest.resources.filter((each) => /^(assessment|bank)$/.test(kindOf(each)))) {
    told.add(resource);
    const line = report.lines.length;
    const piece = { source: pathOf(resource) || resource.id, kind: kindOf(resource) };
    try {
      const scope = { files, report, language, room: { banks: 0 }, kinds: new Map() };
      const read = await readIntoBank(pathOf(resource), scope);
      questions.push(...read.questions);
      report.taken({ ...piece, title: read.title }, "", read.changes);
    } catch (error) {
      const { reason, message } = whyUnusable(error);
      report.leftOut(piece, reason, message);
    }
    report.raise(line);
    await progress.step();
  }
  return questions;
}

/** What lets others work between two pieces, and stops with its caller. */
function patient(signal: AbortSignal): Progress {
  return {
    count: () => undefined,
    async step() {
      await othersFirst();
      signal.throwIfAborted();
    },
  };
}
