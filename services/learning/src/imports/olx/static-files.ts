import type { OlxTree } from "./tree.ts";

/** The files in a course's `static` folder, by the names that its blocks call them. */
export class StaticFiles {
  readonly #tree: OlxTree;
  readonly #byName = new Map<string, string>();

  constructor(tree: OlxTree) {
    this.#tree = tree;
    const folder = `${tree.root}static/`;
    for (const path of tree.source.files.keys()) {
      if (path.startsWith(folder)) this.#byName.set(addressed(path.slice(folder.length)), path.slice(tree.root.length));
    }
  }

  /** Where a file stands in the course; undefined where there is none. */
  find(name: string): string | undefined {
    return this.#byName.get(addressed(name.replace(/^\/?static\//, "")));
  }

  /** A file's text; undefined where there is none or it is no text. */
  async text(name: string): Promise<string | undefined> {
    const path = this.find(name);
    return path && this.#tree.text(path).catch(() => undefined);
  }
}

/** Studio puts underscores into addresses for whatever an address does not like. */
function addressed(name: string): string {
  return name.replace(/[^\p{L}\p{N}_.-]/gu, "_");
}
