/** A person as a comment mentions them. */
export interface Mentioned {
  accountId: string;
  name: string;
}

/** What is being typed behind an `@` at the end of a text; undefined where nothing is. */
export function typedMention(text: string): string | undefined {
  return /(?:^|[\s(])@(\p{L}[\p{L}\p{M}'’-]{0,40})$/u.exec(text)?.[1];
}

/** The text with the `@` at its end, and what was typed behind it, completed to a mention. */
export function completeMention(text: string, { accountId, name }: Mentioned): string {
  const typed = typedMention(text);
  if (typed === undefined) return text;
  // Brackets would end the name before its end.
  return `${text.slice(0, -typed.length - 1)}@[${name.replace(/[[\]]/g, "")}](${accountId}) `;
}

/** A comment with its mentions as links to the people, for the eye. */
export function showMentions(markdown: string, nameless: string): string {
  return markdown.replace(
    /@\[([^[\]\n]{0,200})\]\(([0-9a-f-]{36})\)/gi,
    (_mention, name: string, id: string) => `[@${name || nameless}](/people/${id.toLowerCase()})`,
  );
}
