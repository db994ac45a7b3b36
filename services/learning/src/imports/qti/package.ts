import { refuse, uuid7 } from "@platform/kit";
import type { Source } from "@platform/kit/archives";
import type { BankContent, BankQuestion, CourseContent } from "../../content.ts";
import { AssetFiles } from "../asset-files.ts";
import { fit } from "../fit.ts";
import type { Imported, Progress } from "../imported.ts";
import { PackageFiles } from "../manifest/files.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { reportRest } from "../manifest/rest.ts";
import { settingsOf } from "../manifest/settings.ts";
import { type CountedTest, policyOf } from "../policy.ts";
import { takeIntoBank } from "../questions/item.ts";
import { mostBanks } from "../questions/limits.ts";
import { Report } from "../report.ts";
import { itemsOf, readSections } from "./outline.ts";
import { QtiReader } from "./reader.ts";
import { readTest } from "./test.ts";

const itemType = /^imsqti_item_xmlv(3p0|2p\d)/i;
const testType = /^imsqti_(test|assessment)_xmlv(3p0|2p\d)/i;
const mostQuestions = 5000;

/** Whether a package is one of QTI 2 or 3. */
export function isQti({ resources }: Manifest): boolean {
  return resources.some(({ type }) => itemType.test(type) || testType.test(type));
}

/** Reads a QTI package as a course: a graded lesson for each of its tests, and a bank of the items that no test asks. */
export async function importQti(
  source: Source,
  manifest: Manifest,
  fileName: string,
  progress: Progress,
): Promise<Imported> {
  const report = new Report();
  const assets = new AssetFiles(source);
  const reader = new QtiReader(manifest, new PackageFiles(source, manifest.folder, assets), report, progress);
  const items = pathsOf(manifest, itemType);
  progress.count(items.length);
  const settings = settingsOf(manifest, fileName);
  const tests: CountedTest[] = [];
  const banks: BankContent[] = [];
  const asked = new Set<string>();
  for (const path of pathsOf(manifest, testType)) {
    const { lesson, items: its, ...test } = await readTest(path, reader, mostBanks - 10 - banks.length);
    if (lesson) tests.push({ lesson, ...test });
    banks.push(...test.banks);
    for (const item of its) asked.add(item);
  }
  const questions = await readQuestions(
    items.filter((path) => !asked.has(path)),
    reader,
  );
  for (let at = 0; at < questions.length; at += mostQuestions) {
    banks.push({ id: uuid7(), title: settings.title, questions: questions.slice(at, at + mostQuestions) });
  }
  reportRest(manifest, reader.files, reader.told, report);
  if (tests.length + banks.length === 0) throw refuse.state("COURSE_EMPTY", "Nothing of the package could be taken.");
  const grading = policyOf(tests, [], manifest.file, report);
  const lessons = tests.map(({ lesson }) => lesson);
  const modules = lessons.length > 0 ? [{ id: uuid7(), title: settings.title, lessons }] : [];
  const content: CourseContent = { settings: { ...settings, grading }, modules, banks };
  return { content: fit(content, report), assets: assets.chosen, report: report.lines };
}

/** Reads the questions of a package for a bank: those of its tests first, as they stand there. */
export async function readQtiQuestions(manifest: Manifest, reader: QtiReader): Promise<BankQuestion[]> {
  const paths = new Set<string>();
  for (const path of pathsOf(manifest, testType)) {
    const test = await reader.open(path, "qti-assessment-test");
    if (!test) continue;
    const items = (await readSections(test, path, reader)).flatMap(itemsOf);
    for (const item of items) if (item.path !== undefined) paths.add(item.path);
    const message = "A bank has no tests; the items of this one were taken.";
    const piece = { source: path, kind: "test", title: test.attributes.title ?? "" };
    reader.report.taken(piece, "", [{ reason: "TEST_UNFOLDED", message }]);
  }
  return readQuestions([...new Set([...paths, ...pathsOf(manifest, itemType)])], reader);
}

/** Reads items as the questions of a bank. */
async function readQuestions(paths: readonly string[], reader: QtiReader): Promise<BankQuestion[]> {
  const questions: BankQuestion[] = [];
  for (const path of paths) {
    const found = await reader.item(path);
    if (!found) continue;
    const lead = found.stimuli.map(({ markdown }) => markdown);
    questions.push(...takeIntoBank(found.read, path, reader.report, lead));
  }
  return questions;
}

function pathsOf({ resources }: Manifest, type: RegExp): string[] {
  return [...new Set(resources.filter((each) => type.test(each.type) && each.href !== "").map(({ href }) => href))];
}
