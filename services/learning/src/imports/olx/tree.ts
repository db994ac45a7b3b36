import { Refusal, refuse } from "@platform/kit";
import { readText, type Source } from "@platform/kit/archives";
import { elements, parseXml, type XmlElement } from "../xml.ts";

/** A part of an Open edX course: an element with what its file and the course's policy say of it. */
export interface OlxBlock {
  /** `chapter`, `problem`, `lti`, ... */
  kind: string;
  id: string;
  /** The file that it stands in. */
  file: string;
  element: XmlElement;
  attributes: Record<string, string>;
  /** Why it could not be read; its element is the pointer then. */
  broken?: Refusal;
}

/** Attributes that a pointer to another file may have. */
const pointing = new Set(["url_name", "org", "course"]);

/** The files of an Open edX course below its root, wherever in the archive that is. */
export class OlxTree {
  /** The folder of course.xml with a slash at the end; empty where it is the archive itself. */
  readonly root: string;
  readonly source: Source;
  /** Paths that were read. */
  readonly read = new Set<string>();
  /** `<kind>/<id>` -> what the course's policy says of that block. */
  policy: Record<string, Record<string, unknown>> = {};
  /** Where the policy stands. */
  policyFile = "";

  constructor(source: Source, root: string) {
    this.source = source;
    this.root = root;
  }

  has(file: string): boolean {
    return this.source.files.has(this.root + file);
  }

  /** A file's text; undefined where there is none. */
  async text(file: string): Promise<string | undefined> {
    if (!this.has(file)) return undefined;
    this.read.add(this.root + file);
    return readText(this.source, this.root + file);
  }

  /** A file of JSON; undefined where there is none or it is not an object. */
  async json(file: string): Promise<Record<string, unknown> | undefined> {
    const text = await this.text(file);
    if (text === undefined) return undefined;
    try {
      const value: unknown = JSON.parse(text);
      return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
    } catch (cause) {
      throw Object.assign(refuse.state("JSON_INVALID", `${file} is not JSON.`), { cause });
    }
  }

  /** What an element stands for: itself, or what is in the file that it points to. */
  async resolve(element: XmlElement, file: string): Promise<OlxBlock> {
    const id = element.attributes.url_name ?? "";
    const target = `${element.name}/${id.replaceAll(":", "/")}.xml`;
    const pointer =
      id !== "" &&
      elements(element).length === 0 &&
      Object.keys(element.attributes).every((name) => pointing.has(name));
    if (!pointer) return this.#block(element, file, id);
    try {
      const text = await this.text(target);
      if (text === undefined) throw refuse.state("FILE_MISSING", `${target} is not in the archive.`);
      return this.#block(parseXml(text, target), target, id);
    } catch (error) {
      // A course that holds what is meant to harm is refused whole; one that holds a mistake, without it.
      if (!(error instanceof Refusal) || error.reason === "XML_HOSTILE") throw error;
      return { ...this.#block(element, target, id), broken: error };
    }
  }

  #block(element: XmlElement, file: string, id: string): OlxBlock {
    const said: Record<string, string> = { ...element.attributes };
    for (const [name, value] of Object.entries(this.policy[`${element.name}/${id}`] ?? {})) {
      said[name] = typeof value === "string" ? value : JSON.stringify(value);
    }
    return { kind: element.name, id, file, element, attributes: said };
  }
}

/** The folder of the course.xml that is nearest to the archive's root, with a slash at the end; undefined for none. */
export function findOlxRoot(source: Source): string | undefined {
  const roots = [...source.files.keys()]
    .filter((path) => path === "course.xml" || path.endsWith("/course.xml"))
    .map((path) => path.slice(0, -"course.xml".length));
  const depth = (root: string) => root.split("/").length;
  return roots.sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1))[0];
}

/** A value of an attribute, which Open edX may have written as JSON: `"2030-01-01"` with quotes, `null`, `true`. */
export function plainValue(value: string | undefined): string {
  if (value === undefined || value === "null" || value === "None") return "";
  return /^"[^"]*"$/.test(value) ? value.slice(1, -1) : value;
}

export function isTrue(value: string | undefined): boolean {
  return /^"?true"?$/i.test(value ?? "");
}
