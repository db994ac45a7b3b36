import { letterWords } from "./letters.ts";
import { button, escapeHtml, leaving, mailPage } from "./mail-page.ts";
import type { Language, PlainLetter } from "./template.ts";

/** A mail as it is sent: the same words as text and as HTML, and the headers by which mail programs unsubscribe. */
export function writeMail(letter: PlainLetter, language: Language, publicUrl: string) {
  const { subject, paragraphs, action } = letterWords(letter, language);
  const leave = leaving(letter.name === "note" ? letter.unsubscribe : undefined, language, publicUrl);
  const link = action && `${publicUrl}${action.path}`;
  const text = [...paragraphs, ...(action ? [`${action.label}: ${link}`] : []), ...leave.text].join("\n\n");
  return {
    subject,
    text: `${text}\n`,
    html: mailPage(language, subject, [
      ...paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`),
      ...(action && link ? [button(action.label, link)] : []),
      ...leave.html,
    ]),
    headers: leave.headers,
  };
}
