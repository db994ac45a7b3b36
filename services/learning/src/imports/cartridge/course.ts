import { refuse, uuid7 } from "@platform/kit";
import type { Source } from "@platform/kit/archives";
import type { BankContent, CourseContent, LessonContent, ModuleContent } from "../../content.ts";
import { practice } from "../../content.ts";
import { AssetFiles } from "../asset-files.ts";
import { clip } from "../clip.ts";
import { fit } from "../fit.ts";
import type { Imported, Progress } from "../imported.ts";
import { PackageFiles } from "../manifest/files.ts";
import type { Manifest, Resource } from "../manifest/manifest.ts";
import { reportRest } from "../manifest/rest.ts";
import { settingsOf } from "../manifest/settings.ts";
import { type CountedTest, policyOf } from "../policy.ts";
import { mostBanks } from "../questions/limits.ts";
import { whyUnusable } from "../questions/unusable.ts";
import { type Change, Report } from "../report.ts";
import { readIntoBank } from "./assessments.ts";
import { readGroups } from "./canvas.ts";
import { type CartridgeKind, kindOf } from "./kinds.ts";
import { type OutlinePart, type Place, readOutline } from "./outline.ts";
import { isOutside, pathOf, readResource, whyLeftOut } from "./resource.ts";
import type { CartridgeScope } from "./scope.ts";

/** Reads a Common Cartridge as a course: its outline as modules and lessons, its banks as banks. */
export async function importCartridge(
  source: Source,
  manifest: Manifest,
  fileName: string,
  progress: Progress,
): Promise<Imported> {
  const assets = new AssetFiles(source);
  const settings = settingsOf(manifest, fileName);
  const files = new PackageFiles(source, manifest.folder, assets);
  const report = new Report();
  const scope: CartridgeScope = {
    files,
    report,
    language: settings.language,
    room: { banks: mostDrawnFrom },
    kinds: await readGroups(files, report),
  };
  const reader = new CartridgeReader(manifest, scope, progress);
  const { modules, banks } = await reader.read(settings.title);
  reportRest(manifest, files, reader.told, report, whyLeftOut);
  if (modules.length + banks.length === 0) throw refuse.state("COURSE_EMPTY", "Nothing of the package could be taken.");
  const grading = policyOf(reader.tests, [...scope.kinds.values()], manifest.file, report);
  const content: CourseContent = { settings: { ...settings, grading }, modules, banks };
  return { content: fit(content, report), assets: assets.chosen, report: report.lines };
}

const shown: ReadonlySet<CartridgeKind> = new Set(["weblink", "topic", "assessment", "assignment"]);
// Some are left for the banks that the cartridge has itself.
const mostDrawnFrom = 150;

/** Whether a resource is there to be gone through, though no outline shows it. */
function isShown(resource: Resource): boolean {
  const page = kindOf(resource) === "content" && /\.x?html?$/i.test(resource.href);
  return page || isOutside(resource) || shown.has(kindOf(resource));
}

class CartridgeReader {
  /** Resources that the report tells of. */
  readonly told = new Set<Resource>();
  readonly tests: CountedTest[] = [];
  readonly #manifest: Manifest;
  readonly #scope: CartridgeScope;
  readonly #progress: Progress;
  /** Banks from which lessons draw. */
  readonly #drawn: BankContent[] = [];

  constructor(manifest: Manifest, scope: CartridgeScope, progress: Progress) {
    this.#manifest = manifest;
    this.#scope = scope;
    this.#progress = progress;
  }

  async read(title: string): Promise<{ modules: ModuleContent[]; banks: BankContent[] }> {
    const outline = readOutline(this.#manifest);
    const rest = this.#outside(outline);
    // Where nothing is in an outline, nothing is outside of it.
    if (outline.every(({ places }) => places.length === 0)) rest.title = "";
    const places = [...outline, rest].reduce((sum, part) => sum + part.places.length, 0);
    this.#progress.count(places);
    this.#noteTitles([...outline, rest]);
    const modules: ModuleContent[] = [];
    for (const part of [...outline, rest]) {
      const module = await this.#module(part, part.title || title);
      if (module) modules.push(module);
    }
    const others = this.#manifest.organizations.slice(1);
    for (const { id, title: name } of others) {
      const message = "A course has one outline here; the first was taken.";
      this.#scope.report.leftOut({ source: id, kind: "organization", title: name }, "OUTLINE_DROPPED", message);
    }
    return { modules, banks: await this.#banks() };
  }

  /** What no outline shows though it is there to be gone through. */
  #outside(outline: readonly OutlinePart[]): OutlinePart {
    const { resources } = this.#manifest;
    const within = new Set(outline.flatMap(({ places }) => places.map(({ item }) => item.resourceId)));
    for (const id of resources.flatMap(({ dependencies }) => dependencies)) within.add(id);
    const left = resources.filter((each) => !within.has(each.id) && isShown(each));
    const places = left.map(({ id, element }) => ({
      item: { id, title: "", resourceId: id, parameters: "", visible: true, items: [], element },
      section: "",
    }));
    return { title: this.#scope.language === "RU" ? "Вне плана" : "Not in the outline", places };
  }

  #noteTitles(parts: readonly OutlinePart[]): void {
    for (const { item } of parts.flatMap(({ places }) => places)) {
      const path = this.#manifest.resource(item.resourceId)?.href;
      if (path && item.title !== "") this.#scope.files.titles.set(path, item.title);
    }
  }

  async #module({ places, title }: OutlinePart, name: string): Promise<ModuleContent | undefined> {
    const { report } = this.#scope;
    const line = report.lines.length;
    const lessons: LessonContent[] = [];
    for (const place of places) {
      const lesson = await this.#lesson(place);
      if (lesson) lessons.push(lesson);
      await this.#progress.step();
    }
    if (title !== "" && lessons.length > 0) report.taken({ source: this.#manifest.file, kind: "module", title });
    else if (title !== "" && places.length > 0) {
      report.leftOut(
        { source: this.#manifest.file, kind: "module", title },
        "MODULE_EMPTY",
        "Nothing in it could be taken.",
      );
    }
    if (title !== "" && places.length > 0) report.raise(line);
    return lessons.length > 0 ? { id: uuid7(), title: clip(name, 200), lessons } : undefined;
  }

  async #lesson({ item, section }: Place): Promise<LessonContent | undefined> {
    const { report } = this.#scope;
    const resource = this.#manifest.resource(item.resourceId);
    const piece = {
      source: resource?.href || (resource && isOutside(resource) ? resource.address : resource?.id) || item.id,
      kind: resource ? kindOf(resource) : "item",
      title: item.title,
    };
    if (!resource) {
      report.leftOut(piece, "RESOURCE_MISSING", "The manifest has no such resource.");
      return undefined;
    }
    this.told.add(resource);
    // A bank is taken as one, wherever it stands.
    if (kindOf(resource) === "bank") return undefined;
    const line = report.lines.length;
    const id = uuid7();
    const read = await readResource(resource, id, item.title, this.#scope);
    if ("refused" in read) report.leftOut(piece, read.refused.reason, read.refused.message);
    else {
      const hidden: Change = {
        reason: "HIDING_DROPPED",
        message: "It was hidden from the outline; here it stands there.",
      };
      const title = clip(item.title || read.title || piece.source.split("/").at(-1) || "Lesson", 200);
      report.taken({ ...piece, title }, id, [...(item.visible ? [] : [hidden]), ...read.changes]);
      report.raise(line);
      const { banks = [], grading = practice, blocks, cut } = read;
      this.#drawn.push(...banks);
      const lesson = { id, title, section, grading, blocks };
      this.tests.push({ lesson, banks, cut });
      return lesson;
    }
    report.raise(line);
    return undefined;
  }

  async #banks(): Promise<BankContent[]> {
    const { report } = this.#scope;
    const banks = [...this.#drawn];
    for (const resource of this.#manifest.resources.filter((each) => kindOf(each) === "bank")) {
      this.told.add(resource);
      const line = report.lines.length;
      const piece = { source: pathOf(resource) || resource.id, kind: "bank" };
      const read = await readIntoBank(pathOf(resource), this.#scope).catch((error) => ({
        refused: whyUnusable(error),
      }));
      if ("refused" in read) report.leftOut(piece, read.refused.reason, read.refused.message);
      else if (banks.length >= mostBanks)
        report.leftOut(piece, "BANKS_TOO_MANY", `A course has at most ${mostBanks} banks.`);
      else {
        report.taken({ ...piece, title: read.title }, "", read.changes);
        banks.push({ id: uuid7(), title: clip(read.title || "Questions", 200), questions: read.questions });
      }
      report.raise(line);
    }
    return banks;
  }
}
