import { buffer } from "node:stream/consumers";
import { refuse } from "@platform/kit";
import { extensionOf, readText, type Source } from "@platform/kit/archives";
import sharp from "sharp";
import { type AssetFiles, isImage } from "../asset-files.ts";
import { type Address, readAddress } from "../html/address.ts";
import type { HtmlScope } from "../html/clean.ts";
import { parseXml, type XmlElement } from "../xml.ts";
import { folderOf, resolveHref } from "./href.ts";

/** An image of a package. */
export interface PackageImage {
  /** `asset:<name>`. */
  source: string;
  width: number;
  height: number;
}

const mostRead = 256 * 1024 * 1024;
const largestImage = 32 * 1024 * 1024;

/** The files of an IMS package: what was read of them, and what becomes an asset. */
export class PackageFiles {
  readonly source: Source;
  /** The folder of the package; see `Manifest.folder`. */
  readonly folder: string;
  readonly assets: AssetFiles;
  /** Paths that were read. */
  readonly read = new Set<string>();
  /** Path of a page -> the title of what shows it. */
  readonly titles = new Map<string, string>();
  #bytes = 0;

  constructor(source: Source, folder: string, assets: AssetFiles) {
    this.source = source;
    this.folder = folder;
    this.assets = assets;
  }

  has(path: string): boolean {
    return this.source.files.has(path);
  }

  /** The text of a file; refuses FILE_MISSING. */
  async text(path: string): Promise<string> {
    if (!this.has(path)) throw refuse.state("FILE_MISSING", `${path || "Its file"} is not in the archive.`);
    this.read.add(path);
    this.#bytes += this.source.files.get(path)?.size ?? 0;
    // A package may refer to one file time and again.
    if (this.#bytes > mostRead) throw refuse.state("ARCHIVE_TOO_LARGE", "Its files are referred to far too often.");
    return readText(this.source, path);
  }

  async xml(path: string): Promise<XmlElement> {
    return parseXml(await this.text(path), path);
  }

  /** The path that a file of the package refers to; undefined where it leads out of the package. */
  resolve(href: string, from: string): string | undefined {
    return resolveHref(href, folderOf(from), this.folder)?.path;
  }

  /** What HTML in a file may refer to. `own` knows addresses that the writer of the package made up. */
  htmlScope(from: string, own: (href: string) => string | undefined = () => undefined): HtmlScope {
    return {
      asset: (path) => this.assets.take(path),
      titleOf: (path) => this.titles.get(path),
      address: (href) => this.#address(href, own(href) ?? this.resolve(href, from)),
    };
  }

  #address(href: string, path: string | undefined): Address {
    if (path !== undefined) {
      return /^x?html?$/.test(extensionOf(path)) ? { kind: "inside", id: path } : { kind: "file", name: path };
    }
    const address = readAddress(href);
    return address.kind === "outside" ? address : { kind: "none" };
  }

  /** An image with its size in pixels, the given one or its own; undefined where it is absent or none. */
  async image(
    path: string,
    size: { width?: number | undefined; height?: number | undefined },
  ): Promise<PackageImage | undefined> {
    const file = this.source.files.get(path);
    if (!file || file.size > largestImage || !isImage(path)) return undefined;
    let { width, height } = size;
    if (!(width && height)) {
      const read = await sharp(await buffer(this.source.open(path)))
        .metadata()
        .catch(() => undefined);
      width = read?.width;
      height = read?.height;
    }
    const name = width && height ? this.assets.take(path) : undefined;
    return name === undefined
      ? undefined
      : { source: `asset:${name}`, width: width as number, height: height as number };
  }
}
