import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { ask } from "./ask.ts";
import { packageFile } from "./folder.ts";
import { freePort } from "./port.ts";
import { type Part, startPart } from "./process.ts";

interface SmtpOptions {
  /** Its mails and its log. */
  folder: string;
  port?: number;
}

/** A mail that was delivered. */
export interface DeliveredMail {
  from: string;
  /** Those whom it was delivered to, whatever its headers say. */
  to: string[];
  subject: string;
  text: string;
  html: string;
  /** Its Message-ID. */
  id: string;
  /** As they came, by their names. */
  headers: Record<string, string>;
}

/** A mail server that keeps what it gets. */
export interface SmtpPart extends Part {
  /** Where the mails are, a file each. */
  folder: string;
  /** What was delivered, newest first. */
  mails(): Promise<DeliveredMail[]>;
}

/** Starts a mail server that takes mail for everybody and sends none on. */
export async function startSmtp(options: SmtpOptions): Promise<SmtpPart> {
  const port = options.port ?? (await freePort());
  const folder = join(options.folder, "mails");
  await mkdir(folder, { recursive: true });
  const part = await startPart({
    name: "smtp",
    url: `smtp://127.0.0.1:${port}`,
    folder: options.folder,
    command: process.execPath,
    args: [packageFile("smtp/server.mjs"), String(port), folder],
    async answers() {
      const greeting = await ask(port);
      if (!greeting.startsWith("220")) throw new Error(`The mail server greets with ${greeting}`);
    },
  });
  return Object.assign(part, {
    folder,
    async mails() {
      const files = (await readdir(folder)).filter((name) => name.endsWith(".eml")).sort();
      return Promise.all(files.reverse().map((name) => readMail(join(folder, name))));
    },
  });
}

async function readMail(path: string): Promise<DeliveredMail> {
  const { headerLines, messageId, from, subject, text, html } = await simpleParser(await readFile(path));
  const delivered = headerLines.filter(({ key }) => key === "delivered-to");
  return {
    from: from?.text ?? "",
    to: delivered.map(({ line }) => contentOf(line)),
    subject: subject ?? "",
    text: text ?? "",
    html: html || "",
    id: messageId ?? "",
    headers: Object.fromEntries(headerLines.map(({ line }) => [line.slice(0, line.indexOf(":")), contentOf(line)])),
  };
}

function contentOf(line: string): string {
  return line.slice(line.indexOf(":") + 1).trim();
}
