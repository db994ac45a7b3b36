import type { IncomingMessage, ServerResponse } from "node:http";
import type { CapturedMessage } from "@platform/kit";
import { isLoopback } from "./browser.ts";
import { escapeHtml } from "./html.ts";

const address = /https?:\/\/[^\s<>"]+/g;

/** `/dev/mail`: what would have been mailed, for whoever sits at this machine; JSON where that is asked for. */
export function devMail(request: IncomingMessage, response: ServerResponse, messages: CapturedMessage[]): void {
  if (!isLoopback(request.socket.remoteAddress ?? "") || request.headers["x-forwarded-for"]) {
    response.writeHead(404).end();
    return;
  }
  const list = messages.map((message) => ({
    ...message,
    links: [...message.text.matchAll(address)].map(([link]) => link),
  }));
  if (request.headers.accept?.includes("application/json")) {
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(list));
    return;
  }
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page(list));
}

function page(messages: (CapturedMessage & { links: string[] })[]): string {
  const items = messages.map(
    ({ to, subject, time, text }) => `<article>
      <h2>${escapeHtml(subject)}</h2>
      <p class="about">${escapeHtml(to)} · ${escapeHtml(time)}</p>
      <pre>${escapeHtml(text).replace(address, (link) => `<a href="${link}">${link}</a>`)}</pre>
    </article>`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <title>Captured mail</title>
    <style>
      body { font: 16px/1.6 system-ui, sans-serif; max-width: 44rem; margin: 32px auto; padding: 0 16px; color-scheme: light dark }
      article { border-top: 1px solid #8884; padding: 16px 0 } h2 { font-size: 20px; margin: 0 } .about { opacity: .7; margin: 0 }
      pre { white-space: pre-wrap; font: inherit; overflow-wrap: anywhere }
    </style>
    <h1>Captured mail</h1>${items.join("") || "<p>Nothing was mailed yet. Mail that the platform sends appears here.</p>"}</html>`;
}
