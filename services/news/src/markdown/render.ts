import MarkdownIt from "markdown-it";

/** What the text of an article may have at most, in characters; the test beside this measures how long those take. */
export const longestText = 60_000;

/** The name by which a text shows a picture that was added to its article. */
const pictureAddress = /^picture:[0-9a-f-]{36}$/;

// HTML in the text stays text, so that what comes out holds nothing but what Markdown makes.
const parser = new MarkdownIt({ html: false, linkify: true, maxNesting: 20 });
parser.validateLink = (address) => /^(https?:\/\/|mailto:|\/(?!\/)|#)/i.test(address) || pictureAddress.test(address);

/** A text as HTML in which nothing runs. Links within the platform and `picture:` addresses stay as they were written. */
export function renderHtml(markdown: string): string {
  return parser.render(markdown);
}

/** Rendered HTML for readers elsewhere: all of its addresses are whole. */
export function wholeAddresses(html: string, publicUrl: string, pictures: ReadonlyMap<string, string>): string {
  // Quotes in texts are references by now, so that only attributes look like these.
  return html.replace(/ (href|src)="(?:picture:([0-9a-f-]{36})|(\/[^"]*))"/g, (_, name, picture, path) => {
    const to = picture === undefined ? path : (pictures.get(picture) ?? "").replaceAll("&", "&amp;");
    return ` ${name}="${publicUrl}${to}"`;
  });
}

const references: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"' };

/** The words of rendered HTML, on one line. */
export function wordsOf(html: string): string {
  return html
    .replace(/<\/?(a|strong|em|s|code)\b[^>]*>/g, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/&(amp|lt|gt|quot);/g, (_, name: string) => references[name] ?? "")
    .replace(/\s+/g, " ")
    .trim();
}

const wordsPerMinute = 200;

/** How long reading some words takes; a text without any takes none. */
export function minutesToRead(words: string): number {
  if (words === "") return 0;
  return Math.max(1, Math.round(words.split(" ").length / wordsPerMinute));
}
