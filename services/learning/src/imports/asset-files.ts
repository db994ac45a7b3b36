import { contentTypeOf, extensionOf, type Source } from "@platform/kit/archives";

// What a browser would run, or what another system alone reads.
const programs = new Set("html htm xhtml js mjs css xml xsl py php sh exe bat jar sjson json".split(" "));

/** Whether a name is that of an image. */
export function isImage(name: string): boolean {
  return contentTypeOf(name).startsWith("image/");
}

/** Chooses the files of a source that a course refers to: they alone become its assets. */
export class AssetFiles {
  /** Name of an asset -> path in the source. */
  readonly chosen = new Map<string, string>();
  readonly #names = new Map<string, string>();
  readonly #source: Source;
  readonly #foreign: ReadonlySet<string>;

  /** `foreign` are names that others have in the same course. */
  constructor(source: Source, foreign: Iterable<string> = []) {
    this.#source = source;
    this.#foreign = new Set(foreign);
  }

  /** The name under which the file at `path` is kept; undefined where it is absent or must not be carried. */
  take(path: string): string | undefined {
    const known = this.#names.get(path);
    if (known !== undefined) return known;
    if (!this.#source.files.has(path) || programs.has(extensionOf(path))) return undefined;
    const name = this.#free(path.split("/").at(-1) as string);
    this.#names.set(path, name);
    this.chosen.set(name, path);
    return name;
  }

  /** Keeps a file under a name that its course already knows it by. */
  keep(path: string, name: string): void {
    this.#names.set(path, name);
    this.chosen.set(name, path);
  }

  /** A name that is not taken; addresses in Markdown bear neither spaces nor brackets. */
  #free(wanted: string): string {
    const clean = wanted.replace(/[^\p{L}\p{N}._-]+/gu, "_").slice(-200);
    const [, stem = "", end = ""] = /^(.*?)(\.[^.]*)?$/.exec(clean) ?? [];
    let name = clean;
    for (let count = 2; this.chosen.has(name) || this.#foreign.has(name); count++) name = `${stem}-${count}${end}`;
    return name;
  }
}
