import { decoded, type Target } from "./links.ts";

/** Finds what addresses in a file of an archive lead to. */
export function resolverIn(
  path: string,
  paths: ReadonlySet<string>,
  titles: ReadonlyMap<string, string>,
): (address: string) => Target {
  const folder = path.split("/").slice(0, -1);
  return (address) => {
    if (address === "" || /^([a-z][a-z0-9+.-]*:|\/\/|#)/i.test(address)) return { outside: true };
    const plain = decoded(address.replace(/[?#].*$/, ""));
    if (plain === "") return { outside: true };
    const found = candidates(joined(plain.startsWith("/") ? [] : folder, plain)).find((each) => paths.has(each));
    if (found === undefined) return { missing: true };
    const title = titles.get(found);
    return title === undefined ? { file: found } : { page: title };
  };
}

/** A page may be linked to without its ending, or by its folder. */
function candidates(path: string): string[] {
  const bare = path.replace(/\/$/, "");
  const ends = [".md", ".markdown", ".html", ".htm"];
  const inside = ["index.md", "README.md", "readme.md", "index.html"].map((name) => `${bare}/${name}`);
  return [bare, ...ends.map((end) => bare + end), ...inside];
}

function joined(folder: readonly string[], relative: string): string {
  const parts = [...folder];
  for (const part of relative.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === "..") parts.pop();
    else parts.push(part);
  }
  return parts.join("/");
}
