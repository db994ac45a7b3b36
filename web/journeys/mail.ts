import { vi } from "vitest";
import type { Person } from "./person.ts";

interface Mail {
  to: string;
  subject: string;
  text: string;
  html?: string;
  headers?: Record<string, string>;
  links: string[];
}

/** Waits for a mail to an address in which a link leads to `path`; answers with the newest such mail and its link. */
export async function mailTo({ mails }: Person, email: string, path: string): Promise<{ mail: Mail; link: string }> {
  return vi.waitFor(
    async () => {
      const response = await fetch(mails, { headers: { accept: "application/json" } });
      for (const mail of (await response.json()) as Mail[]) {
        const link = mail.to === email && mail.links.find((one) => new URL(one).pathname === path);
        if (link) return { mail, link };
      }
      throw new Error(`No mail to ${email} leads to ${path}`);
    },
    { timeout: 10_000, interval: 50 },
  );
}
