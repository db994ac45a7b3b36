/** Where a reference of a package leads. */
export interface Href {
  /** The path in the source. */
  path: string;
  /** What stood behind the path, from `?` or `#` on. */
  rest: string;
}

/**
 * The path in the source that a reference means, which stands in a file of `folder` (empty, or with a slash at its
 * end). Undefined where it leads out of `root`, the folder of the package, to another server, or nowhere.
 */
export function resolveHref(href: string, folder: string, root = ""): Href | undefined {
  const [, address = "", rest = ""] = /^([^?#]*)(.*)$/s.exec(href.trim()) ?? [];
  if (address === "" || !isRelative(address)) return undefined;
  const parts: string[] = [];
  for (const part of (folder + decoded(address).replaceAll("\\", "/")).split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  const path = parts.join("/").normalize("NFC");
  return path !== "" && path.startsWith(root) ? { path, rest } : undefined;
}

/** Whether an address names neither a server nor a scheme nor a root. */
export function isRelative(address: string): boolean {
  return !/^\s*([a-z][a-z0-9+.-]*:|[\\/])/i.test(address);
}

/** An address of the web as browsers take it; undefined for any other. */
export function webAddress(address: string): string | undefined {
  const whole = address.trim().replace(/^\/\//, "https://");
  return /^https?:\/\//i.test(whole) && URL.canParse(whole) ? new URL(whole).href : undefined;
}

/** The folder of a file, with a slash at its end; empty for the root. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
