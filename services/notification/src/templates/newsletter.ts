import type { Issue } from "../newsletter/issues.ts";
import { button, escapeHtml, leaving, mailPage } from "./mail-page.ts";

const words = {
  RU: { read: "Читать статью", open: "Открыть на сайте" },
  EN: { read: "Read the article", open: "Open on the site" },
};

const quiet = "color:#71717a;font-size:14px;margin:0 0 24px";
const wide = "max-width:100%;height:auto;border-radius:8px";

/** An article as mail: whole where it fits, else how it begins. */
export function writeNewsletter(issue: Issue, unsubscribe: string | undefined, publicUrl: string) {
  const { title, summary, html, coverUrl, authorNames, language, path } = issue;
  const { read, open } = words[language];
  const link = publicUrl + path;
  const leave = leaving(unsubscribe, language, publicUrl);
  const label = html ? open : read;
  const by = authorNames.join(", ");
  const text = [title, ...(by ? [by] : []), ...(summary ? [summary] : []), `${label}: ${link}`, ...leave.text];
  return {
    subject: title,
    text: `${text.join("\n\n")}\n`,
    html: mailPage(
      language,
      title,
      [
        ...(by ? [`<p style="${quiet}">${escapeHtml(by)}</p>`] : []),
        ...(coverUrl ? [`<p><img src="${escapeHtml(coverUrl)}" alt="" style="${wide}"></p>`] : []),
        // An angle bracket of a text is a reference by now, so that this is a picture.
        html ? html.replaceAll("<img ", `<img style="${wide}" `) : `<p>${escapeHtml(summary)}</p>`,
        button(label, link),
        ...leave.html,
      ],
      640,
    ),
    headers: leave.headers,
  };
}
