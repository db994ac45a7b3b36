import { proseLines } from "../markdown/prose.ts";

const pattern = /@\[([^[\]\n]{0,200})\]\(([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\)/gi;
const most = 20;

/** The accounts that a comment mentions (`@[name](account id)`) outside of code, each once, at most 20. */
export function mentionedIn(markdown: string): string[] {
  const ids = new Set<string>();
  for (const { text, bare } of proseLines(markdown)) {
    for (const match of bare.matchAll(pattern)) {
      if (text[match.index - 1] !== "\\" && match[2]) ids.add(match[2].toLowerCase());
    }
  }
  return [...ids].slice(0, most);
}

/** A comment without the name of somebody whom it mentions. */
export function forgetName(markdown: string, accountId: string): string {
  return markdown.replace(pattern, (mention, _name, id: string) =>
    id.toLowerCase() === accountId ? `@[](${accountId})` : mention,
  );
}
