import type { Language } from "./template.ts";

const stop = { RU: "Отписаться от таких писем", EN: "Unsubscribe from mail like this" };

/** How one turns mail like this off: a line at its end, and the headers of RFC 8058; nothing without a token. */
export function leaving(token: string | undefined, language: Language, publicUrl: string) {
  if (!token) return { text: [], html: [], headers: undefined };
  const address = `${publicUrl}/unsubscribe?token=${token}`;
  return {
    text: [`${stop[language]}: ${address}`],
    html: [
      `<p style="color:#71717a;font-size:14px"><a href="${escapeHtml(address)}" style="color:inherit">${stop[language]}</a></p>`,
    ],
    headers: { "List-Unsubscribe": `<${address}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
  };
}

const look =
  "display:inline-block;background:#4f46e5;color:#ffffff;text-decoration:none;padding:12px 24px;border-radius:8px;font-weight:600";

/** The one thing to press. */
export function button(label: string, link: string): string {
  return `<p style="margin:32px 0"><a href="${escapeHtml(link)}" style="${look}">${escapeHtml(label)}</a></p>`;
}

/** The page of a mail; `body` is HTML already. */
export function mailPage(language: Language, title: string, body: string[], width = 520): string {
  return `<!doctype html>
<html lang="${language.toLowerCase()}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>
<body style="margin:0;background:#f4f4f5;padding:32px 16px;font:16px/1.6 -apple-system,'Segoe UI',Roboto,sans-serif;color:#18181b">
<div style="max-width:${width}px;margin:0 auto;background:#ffffff;border-radius:12px;padding:32px">
<h1 style="font-size:20px;line-height:1.3;margin:0 0 16px">${escapeHtml(title)}</h1>
${body.join("\n")}
</div></body></html>
`;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
