import { posix } from "node:path";
import type { Source } from "@platform/kit/archives";
import { extensionOf } from "@platform/kit/archives";
import type { AssetFiles } from "../asset-files.ts";
import type { Relink } from "./links.ts";

const markdownEnds = new Set(["md", "markdown", "mdown", "mkd"]);
const hidden = /(^|\/)(\.[^/]+|__MACOSX|node_modules)(\/|$)/;
const order = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** The files of a folder of Markdown, below the folder that holds all of them. */
export class MarkdownFiles {
  /** With a slash at the end; empty where it is the archive itself. */
  readonly root: string;
  /** Paths of Markdown below the root, in the order in which a person reads them. */
  readonly texts: string[];
  /** Paths of everything else below the root. */
  readonly others: string[];
  /** How many files lie where only tools look. */
  readonly hiddenCount: number;
  readonly #source: Source;

  constructor(source: Source) {
    this.#source = source;
    const all = [...source.files.keys()];
    const seen = all.filter((path) => !hidden.test(path));
    this.root = commonRoot(seen.filter(isMarkdown));
    const inside = seen.filter((path) => path.startsWith(this.root)).map((path) => path.slice(this.root.length));
    this.texts = inside.filter(isMarkdown).sort(byPath);
    this.others = [
      ...inside.filter((path) => !isMarkdown(path)),
      ...seen.filter((path) => !path.startsWith(this.root)),
    ].sort(byPath);
    this.hiddenCount = all.length - seen.length;
  }

  has(path: string): boolean {
    return this.#source.files.has(this.root + path);
  }

  /** What becomes of the addresses in a file: those of other files of the folder become assets, or plain words. */
  relinkIn(file: string, assets: AssetFiles, onReduced: () => void): Relink {
    return (address) => {
      if (/^([a-z][a-z0-9+.-]*:|#|\/\/)/i.test(address)) return undefined;
      const [path = ""] = address.split(/[?#]/);
      const target = this.#find(file, decoded(path));
      if (target === undefined) return undefined;
      const name = isMarkdown(target) ? undefined : assets.take(this.root + target);
      if (name === undefined) {
        onReduced();
        return { words: true };
      }
      return { address: `asset:${addressed(name)}` };
    };
  }

  /** The file that an address means: relative to the file that holds it, or to the root. */
  #find(file: string, address: string): string | undefined {
    if (address === "") return undefined;
    const path = address.startsWith("/") ? address.slice(1) : posix.join(posix.dirname(file), address);
    const candidates = [path, `${path}.md`, posix.normalize(address.replace(/^\//, ""))];
    return candidates.map((each) => posix.normalize(each).normalize("NFC")).find((each) => this.has(each));
  }
}

export function isMarkdown(path: string): boolean {
  return markdownEnds.has(extensionOf(path));
}

/** Natural order of paths: `2-a` before `10-b`. */
function byPath(a: string, b: string): number {
  const [one, other] = [a.split("/"), b.split("/")];
  for (let at = 0; at < Math.min(one.length, other.length); at++) {
    const compared = order.compare(one[at] as string, other[at] as string);
    if (compared !== 0) return compared;
  }
  return one.length - other.length;
}

function commonRoot(paths: string[]): string {
  const [first = [], ...rest] = paths.map((path) => path.split("/").slice(0, -1));
  const shared: string[] = [];
  for (const [at, folder] of first.entries()) {
    if (!rest.every((folders) => folders[at] === folder)) break;
    shared.push(folder);
  }
  return shared.length > 0 ? `${shared.join("/")}/` : "";
}

/** A name as an address in Markdown may be written: letters of any script as they are. */
export function addressed(name: string): string {
  return name.replace(/[\s()<>"'\\%?#]/g, (character) => {
    const bytes = [...Buffer.from(character)];
    return bytes.map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
  });
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
