import GithubSlugger from "github-slugger";
import { plainLine } from "./links.ts";
import { proseLines } from "./prose.ts";

/** The ids of a text's headings, in their order, as the pages make them: at most 500. */
export function anchorsOf(markdown: string): string[] {
  const slugger = new GithubSlugger();
  return headingsOf(markdown).map((heading) => slugger.slug(heading));
}

/** The headings of a text as plain words: at most 500. */
export function headingsOf(markdown: string): string[] {
  const headings: string[] = [];
  for (const { text } of proseLines(markdown)) {
    const heading = /^ {0,3}#{1,6}[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*$/.exec(text)?.[1];
    if (heading !== undefined) headings.push(plainLine(heading));
    if (headings.length >= 500) break;
  }
  return headings;
}

/** The id that a link's heading names. */
export function anchorOf(heading: string): string {
  return new GithubSlugger().slug(plainLine(heading));
}
