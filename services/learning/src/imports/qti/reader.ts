import { clip } from "../clip.ts";
import { readHtmlText } from "../html/read.ts";
import type { Progress } from "../imported.ts";
import type { PackageFiles } from "../manifest/files.ts";
import type { Manifest, Resource } from "../manifest/manifest.ts";
import { languageOf } from "../manifest/settings.ts";
import type { ReadItem } from "../questions/item.ts";
import { whyUnusable } from "../questions/unusable.ts";
import type { Report } from "../report.ts";
import { elements, textOf, type XmlElement } from "../xml.ts";
import { innerHtml } from "../xml-html.ts";
import { asHtml, picturesIn } from "./body.ts";
import { numberOf } from "./declarations.ts";
import { readItem, stimuliOf } from "./item.ts";
import { asQti3 } from "./names.ts";
import type { ItemScope } from "./scope.ts";

/** A stimulus that items share, as something to read. */
export interface Stimulus {
  path: string;
  markdown: string;
}

/** Reads the files of a QTI package, each with the line that tells of one that cannot be read. */
export class QtiReader {
  readonly files: PackageFiles;
  readonly report: Report;
  readonly progress: Progress;
  readonly language: "RU" | "EN";
  /** Resources that the report tells of. */
  readonly told = new Set<Resource>();
  readonly #byPath: ReadonlyMap<string, Resource>;
  readonly #stimuli = new Map<string, Stimulus | undefined>();

  constructor(manifest: Manifest, files: PackageFiles, report: Report, progress: Progress) {
    this.files = files;
    this.report = report;
    this.progress = progress;
    this.language = languageOf(manifest);
    this.#byPath = new Map(manifest.resources.toReversed().map((resource) => [resource.href, resource]));
  }

  /** A file as an element of that name; undefined, with a line, where it is none. */
  async open(path: string, name: string): Promise<XmlElement | undefined> {
    const kind = name.replace(/^qti-assessment-/, "");
    const told = this.#byPath.get(path);
    if (told) this.told.add(told);
    const leaveOut = (reason: string, message: string) => this.report.leftOut({ source: path, kind }, reason, message);
    try {
      const element = asQti3(await this.files.xml(path));
      if (element.name === name) return element;
      leaveOut("QTI_INVALID", `It is a ${element.name} where a ${name} belongs.`);
    } catch (error) {
      const { reason, message } = whyUnusable(error);
      leaveOut(reason, message);
    }
    return undefined;
  }

  /** An item with the stimuli that stand before it; undefined, with a line, where it cannot be read. */
  async item(path: string, weight = 1): Promise<{ read: ReadItem; stimuli: Stimulus[] } | undefined> {
    const element = await this.open(path, "qti-assessment-item");
    await this.progress.step();
    if (!element) return undefined;
    const read = await readItem(element, this.#scope(path), weight);
    const stimuli: Stimulus[] = [];
    for (const href of stimuliOf(element)) {
      const target = this.files.resolve(href, path);
      const stimulus = target === undefined ? undefined : await this.#stimulus(target);
      if (stimulus) stimuli.push(stimulus);
      else read.changes.unshift({ reason: "STIMULUS_MISSING", message: `The text ${href} before it cannot be read.` });
    }
    return { read, stimuli };
  }

  /** What an element in a file says, as Markdown. */
  markdown(element: XmlElement, path: string): ReturnType<typeof readHtmlText> {
    const changes: ReturnType<typeof readHtmlText>["changes"] = [];
    const read = readHtmlText(innerHtml(element, asHtml(changes)), this.files.htmlScope(path));
    return { markdown: read.markdown, changes: [...changes, ...read.changes] };
  }

  async #stimulus(path: string): Promise<Stimulus | undefined> {
    if (this.#stimuli.has(path)) return this.#stimuli.get(path);
    const element = await this.open(path, "qti-assessment-stimulus");
    const body = element && elements(element, "qti-stimulus-body")[0];
    const { markdown, changes } = body ? this.markdown(body, path) : { markdown: "", changes: [] };
    const piece = { source: path, kind: "stimulus", title: element?.attributes.title ?? "" };
    if (element && markdown === "") this.report.leftOut(piece, "NOTHING_TO_READ", "It says nothing.");
    else if (element) this.report.taken(piece, "", changes);
    const stimulus = markdown === "" ? undefined : { path, markdown };
    this.#stimuli.set(path, stimulus);
    return stimulus;
  }

  #scope(path: string): ItemScope {
    return {
      html: this.files.htmlScope(path),
      language: this.language,
      image: async (element) => {
        const [picture] = picturesIn(element);
        const { src, data, alt, width, height } = picture?.attributes ?? {};
        const target = this.files.resolve(src ?? data ?? "", path);
        const size = { width: numberOf(width), height: numberOf(height) };
        const image = target === undefined ? undefined : await this.files.image(target, size);
        return image && picture && { ...image, alt: clip((alt ?? textOf(picture)).replace(/\s+/g, " ").trim(), 1000) };
      },
    };
  }
}
