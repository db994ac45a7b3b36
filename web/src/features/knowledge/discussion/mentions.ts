/** A person as a comment mentions them. */
export interface Mentioned {
  accountId: string;
  name: string;
}

/** A comment as it is typed: people are `@name` in it. */
export interface Typed {
  text: string;
  people: readonly Mentioned[];
}

const pattern = /@\[([^[\]\n]{0,200})\]\(([0-9a-f-]{36})\)/gi;

// Brackets would end the name before its end.
const shortOf = (name: string) => name.replace(/[[\]\n]/g, "").trim();

/** What is being typed behind an `@` at the end of a text; undefined where nothing is. */
export function typedMention(text: string): string | undefined {
  return /(?:^|[\s(])@(\p{L}[\p{L}\p{M}'’-]{0,40})$/u.exec(text)?.[1];
}

/** The text with the `@` at its end, and what was typed behind it, completed to a mention. */
export function completeMention({ text, people }: Typed, person: Mentioned): Typed {
  const typed = typedMention(text);
  if (typed === undefined) return { text, people };
  const before = text.slice(0, -typed.length - 1);
  const { accountId } = person;
  const name = shortOf(person.name);
  const known = people.find((one) => one.name === name);
  // Of two people of one name, the second is written in full.
  if (!name || (known && known.accountId !== accountId)) return { text: `${before}@[${name}](${accountId}) `, people };
  return { text: `${before}@${name} `, people: known ? people : [...people, { accountId, name }] };
}

/** A comment for whoever changes it. */
export function readMentions(markdown: string): Typed {
  const people: Mentioned[] = [];
  const text = markdown.replace(pattern, (mention, name: string, id: string) => {
    const accountId = id.toLowerCase();
    const known = people.find((one) => one.name === name);
    if (name.trim() === "" || (known && known.accountId !== accountId)) return mention;
    if (!known) people.push({ accountId, name });
    return `@${name}`;
  });
  return { text, people };
}

/** The comment that somebody typed. */
export function writeMentions({ text, people }: Typed): string {
  if (people.length === 0) return text;
  // The longest first, since one name may begin as another.
  const names = [...people].sort((a, b) => b.name.length - a.name.length);
  const either = names.map(({ name }) => name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|");
  const shown = new RegExp(`(?<![\\p{L}\\p{N}\\\\])@(${either})(?![\\p{L}\\p{M}\\p{N}])`, "gu");
  return text.replace(shown, (mention, name: string) => {
    const accountId = names.find((one) => one.name === name)?.accountId;
    return accountId ? `@[${name}](${accountId})` : mention;
  });
}

/** A comment with its mentions as links to the people, for the eye. */
export function showMentions(markdown: string, nameless: string): string {
  return markdown.replace(
    pattern,
    (_mention, name: string, id: string) => `[@${name || nameless}](/people/${id.toLowerCase()})`,
  );
}
