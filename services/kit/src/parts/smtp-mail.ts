import { createTransport } from "nodemailer";
import type { Mail } from "./mail.ts";

// The defaults wait up to ten minutes for a server that has gone silent.
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 60_000 };

/** Mail over SMTP: `smtp://user:password@host:587?from=platform@example.org`, or `smtps://`. */
export function openSmtpMail(url: URL): Mail {
  const from = url.searchParams.get("from") ?? `platform@${url.hostname}`;
  const transport = createTransport({ url: url.href, pool: true, ...patience }, { from });
  return {
    async send({ to, subject, text, html, headers, id }) {
      const domain = from.split("@").at(-1)?.replace(">", "");
      await transport.sendMail({ to, subject, text, html, headers, messageId: `<${id}@${domain}>` });
    },
  };
}
