/** Whether an archive is a graph of Logseq, whose pages say by other means what front matter says elsewhere. */
export function isGraph(paths: readonly string[]): boolean {
  return paths.some((path) => /(^|\/)logseq\/config\.edn$/.test(path));
}

/** The title of a page by the name of its file: what no name of a file may hold is written otherwise there. */
export function graphName(name: string): string {
  const parts = name.replaceAll("___", "/");
  try {
    return decodeURIComponent(parts);
  } catch {
    return parts;
  }
}

const properties = /^(?:[A-Za-z][\w-]*::(?:[ \t].*)?(?:\r?\n|$))+/;

/** Reads the `name:: value` lines above a text. What is no setting of a page here is listed where it stood. */
export function readProperties(text: string): { data: Record<string, unknown>; body: string } {
  const [head = ""] = properties.exec(text) ?? [];
  const data: Record<string, unknown> = {};
  const listed: string[] = [];
  for (const line of head.split(/\r?\n/).filter(Boolean)) {
    const [name = "", ...rest] = line.split("::");
    const value = rest.join("::").trim();
    if (name === "title") data.title = value;
    else if (name === "alias") data.aliases = value.split(",").map((alias) => alias.trim().replace(/^\[\[|\]\]$/g, ""));
    else if (name === "icon") data.icon = value;
    else if (value !== "") listed.push(`- **${name}:** ${value}\n`);
  }
  const body = text.slice(head.length);
  return { data, body: listed.length > 0 ? `${listed.join("")}\n${body.replace(/^\s*\n/, "")}` : body };
}
