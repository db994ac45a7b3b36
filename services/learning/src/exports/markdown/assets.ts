import { checkName } from "@platform/kit/archives";
import { addressed } from "../../imports/markdown/files.ts";
import type { Relink } from "../../imports/markdown/links.ts";
import type { Addresses } from "./blocks.ts";

/** Where the files of a course lie in its archive: in `assets`, under their names where an archive can bear them. */
export class AssetPlaces {
  /** Files that lie under another name. */
  readonly renamed: { file: string; name: string }[] = [];
  readonly #places = new Map<string, string>();

  constructor(names: readonly string[]) {
    for (const [at, name] of names.entries()) {
      const file = isPlain(name) ? name : `file-${at + 1}${/\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? ""}`;
      if (file !== name) this.renamed.push({ file, name });
      this.#places.set(name, `assets/${file}`);
    }
  }

  /** The path of a file in the archive. */
  placeOf(name: string): string {
    return this.#places.get(name) as string;
  }

  /** How a file in the archive addresses assets; `up` leads from its folder to the root. */
  addressesIn(up: string): Addresses {
    const ways = new Map(
      [...this.#places].map(([name, place]) => [`asset:${addressed(name)}`, `${up}${addressed(place)}`]),
    );
    const back = new Map([...ways].map(([asset, path]) => [path, asset]));
    const write: Relink = (address) => {
      const found = ways.get(address);
      return found === undefined ? undefined : { address: found };
    };
    const read: Relink = (address) => {
      const found = back.get(address);
      if (found !== undefined) return { address: found };
      // Any other address inside the archive could be made something else of; a scheme or a fragment could not.
      return /^([a-z][a-z0-9+.-]*:|#|\/\/)/i.test(address) ? undefined : { address: `changed:${address}` };
    };
    return { write, read };
  }
}

/** Whether an archive keeps a name as it is: its form of accents, and nothing that is refused. */
function isPlain(name: string): boolean {
  try {
    return checkName(`assets/${name}`) === `assets/${name}` && !name.startsWith(".") && !name.endsWith("/");
  } catch {
    return false;
  }
}
