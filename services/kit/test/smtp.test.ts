import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Mail, Message } from "@platform/kit";
import { type SmtpPart, startSmtp } from "@platform/parts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSmtpMail } from "../src/parts/smtp-mail.ts";
import { mailConforms } from "./conformance/mail.ts";

describe("with a mail server", () => {
  let folder: string;
  let smtp: SmtpPart;
  let mail: Mail;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "platform-smtp-"));
    smtp = await startSmtp({ folder });
    mail = openSmtpMail(new URL(`${smtp.url}?from=${encodeURIComponent("Платформа <platform@example.org>")}`));
  });
  afterAll(async () => {
    await smtp?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const arrived = async () => (await smtp.mails()).map((one) => ({ ...one, to: one.to.join() }));
  const message = (id: string, to = "reader@example.org"): Message => ({
    ...{ id, to, subject: "Subject", text: "text", html: "<p>text</p>" },
  });

  mailConforms("over SMTP", async () => ({ mail, arrived }));

  it("says whom it is from, and bears its id as its Message-ID", async () => {
    await mail.send(message("0198c0de-0000-7000-8000-00000000000a"));
    const [newest] = await smtp.mails();
    expect(newest?.id).toBe("<0198c0de-0000-7000-8000-00000000000a@example.org>");
    expect(newest?.from).toContain("Платформа");
    expect(newest?.from).toContain("platform@example.org");
  });

  it("rejects for a recipient whom the server refuses, and sends to others", async () => {
    const before = (await smtp.mails()).length;
    await expect(mail.send(message("refused", "nobody@nowhere.invalid"))).rejects.toThrow(/no such mailbox/i);
    expect(await smtp.mails()).toHaveLength(before);
    await mail.send(message("after a refusal"));
    expect(await smtp.mails()).toHaveLength(before + 1);
  });

  it("rejects while the server is away, and may be tried again", async () => {
    await smtp.kill();
    await expect(mail.send(message("again"))).rejects.toThrow(/ECONNREFUSED|closed/);
    await smtp.restart();
    await mail.send(message("again"));
    expect((await smtp.mails())[0]?.id).toBe("<again@example.org>");
  });
});
