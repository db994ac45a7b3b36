import { letterWords } from "./letters.ts";
import type { Language, Letter } from "./template.ts";

const stop = { RU: "Отписаться от таких писем", EN: "Unsubscribe from mail like this" };

/** A mail as it is sent: the same words as text and as HTML, and the headers by which mail programs unsubscribe. */
export function writeMail(letter: Letter, language: Language, publicUrl: string) {
  const { subject, paragraphs, action } = letterWords(letter, language);
  const unsubscribe = letter.name === "note" && letter.unsubscribe;
  const leave = unsubscribe ? `${publicUrl}/unsubscribe?token=${unsubscribe}` : undefined;
  const link = action && `${publicUrl}${action.path}`;
  const text = [
    ...paragraphs,
    ...(action ? [`${action.label}: ${link}`] : []),
    ...(leave ? [`${stop[language]}: ${leave}`] : []),
  ].join("\n\n");
  return {
    subject,
    text: `${text}\n`,
    html: page(language, subject, [
      ...paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`),
      ...(action && link
        ? [
            `<p style="margin:32px 0"><a href="${escapeHtml(link)}" style="${button}">${escapeHtml(action.label)}</a></p>`,
          ]
        : []),
      ...(leave
        ? [
            `<p style="color:#71717a;font-size:14px"><a href="${escapeHtml(leave)}" style="color:inherit">${stop[language]}</a></p>`,
          ]
        : []),
    ]),
    // https://www.rfc-editor.org/rfc/rfc8058
    headers: leave
      ? { "List-Unsubscribe": `<${leave}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" }
      : undefined,
  };
}

const button =
  "display:inline-block;background:#4f46e5;color:#ffffff;text-decoration:none;padding:12px 24px;border-radius:8px;font-weight:600";

function page(language: Language, subject: string, body: string[]): string {
  return `<!doctype html>
<html lang="${language.toLowerCase()}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;background:#f4f4f5;padding:32px 16px;font:16px/1.6 -apple-system,'Segoe UI',Roboto,sans-serif;color:#18181b">
<div style="max-width:520px;margin:0 auto;background:#ffffff;border-radius:12px;padding:32px">
<h1 style="font-size:20px;line-height:1.3;margin:0 0 16px">${escapeHtml(subject)}</h1>
${body.join("\n")}
</div></body></html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
