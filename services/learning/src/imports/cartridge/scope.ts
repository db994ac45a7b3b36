import type { HtmlScope } from "../html/clean.ts";
import type { PackageFiles } from "../manifest/files.ts";
import { folderOf } from "../manifest/href.ts";
import type { WorkKind } from "../policy.ts";
import type { Report } from "../report.ts";

/** What the resources of a cartridge are read with. */
export interface CartridgeScope {
  files: PackageFiles;
  report: Report;
  language: "RU" | "EN";
  /** How many banks there may be yet, from which lessons draw. */
  room: { banks: number };
  /** Kinds of work with their weights, by the identifiers that its writer gave them. */
  kinds: ReadonlyMap<string, WorkKind>;
}

const base = /^\$IMS[-_]CC[-_]FILEBASE\$\/?/i;
const page = /^\$WIKI_REFERENCE\$\/pages\/([^?#]+)/i;

/** What HTML in a file of a cartridge refers to, in the manners of those who write cartridges too. */
export function cartridgeHtml(files: PackageFiles, from: string): HtmlScope {
  return files.htmlScope(from, (href) => {
    // Writers do not agree on the folder that the mark stands for.
    const address = href.replace(/^(%24|\$)(.*?)(%24|\$)/i, "$$$2$$");
    const slug = page.exec(address)?.[1];
    if (slug) return files.resolve(`${files.folder}wiki_content/${slug}.html`, "");
    if (!base.test(address)) return undefined;
    const rest = address.replace(base, "");
    const places = [`${folderOf(from)}${rest}`, `${files.folder}web_resources/${rest}`, `${files.folder}${rest}`];
    const paths = places.flatMap((place) => files.resolve(place, "") ?? []);
    return paths.find((path) => files.has(path)) ?? paths[0];
  });
}
