import { createTransport } from "nodemailer";
import type { Mail } from "./mail.ts";

/** Mail over SMTP: `smtp://user:password@host:587?from=platform@example.org`, or `smtps://`. */
export function openSmtpMail(url: URL): Mail {
  const from = url.searchParams.get("from") ?? `platform@${url.hostname}`;
  const transport = createTransport({ url: url.href, pool: true }, { from });
  return {
    async send({ to, subject, text, html, headers, id }) {
      const domain = from.split("@").at(-1)?.replace(">", "");
      await transport.sendMail({ to, subject, text, html, headers, messageId: `<${id}@${domain}>` });
    },
  };
}
