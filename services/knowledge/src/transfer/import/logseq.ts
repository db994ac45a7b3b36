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

const bookkeeping = /^[ \t]*(?:collapsed|id|created-at|updated-at):: .*$/;
const begin = /^([ \t]*(?:[-*][ \t])?)#\+BEGIN_([A-Z]+)[ \t]*(.*)$/i;
const callouts = new Set(["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"]);

/**
 * Turns what Logseq writes its own way within a text into Markdown: blocks between `#+BEGIN_...` and `#+END_...` that are
 * callouts, quotes or code. `dropped` says whether it held what the outliner kept for itself, which is left out.
 */
export function readOutline(text: string): { markdown: string; dropped: boolean } {
  const lines: string[] = [];
  let dropped = false;
  let fenced = false;
  let open: { prefix: string; kind: string; rest: string; from: number } | undefined;
  for (const line of text.split("\n")) {
    if (/^[ \t]*(?:[-*][ \t])?(```|~~~)/.test(line)) fenced = !fenced;
    if (!fenced && bookkeeping.test(line)) {
      dropped = true;
      continue;
    }
    lines.push(line);
    if (fenced) continue;
    const [, prefix = "", kind = "", rest = ""] = begin.exec(line) ?? [];
    if (kind !== "") open = { prefix, kind: kind.toUpperCase(), rest: rest.trim(), from: lines.length - 1 };
    else if (open && line.trim().toUpperCase() === `#+END_${open.kind}`) {
      const inside = lines.slice(open.from + 1, -1);
      const block = blockOf(open.kind, open.rest, inside.map(withoutIndent(open.prefix.length)));
      if (block) lines.splice(open.from, lines.length, ...indented(block, open.prefix));
      open = undefined;
    }
  }
  return { markdown: lines.join("\n"), dropped };
}

function blockOf(kind: string, rest: string, inside: string[]): string[] | undefined {
  if (callouts.has(kind)) return [`> [!${kind}]`, ...inside.map((line) => `> ${line}`)];
  if (kind === "QUOTE") return inside.map((line) => `> ${line}`);
  if (kind === "SRC" || kind === "EXAMPLE") return [`\`\`\`${rest.split(/\s/, 1)[0]}`, ...inside, "```"];
  return undefined;
}

function indented(lines: string[], prefix: string): string[] {
  const spaces = prefix.replace(/[-*]/, " ");
  return lines.map((line, index) => (index === 0 ? prefix : spaces) + line);
}

function withoutIndent(width: number): (line: string) => string {
  const indent = new RegExp(`^[ \\t]{0,${width}}`);
  return (line) => line.replace(indent, "");
}
