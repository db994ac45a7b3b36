import { type Ctx, uuid7 } from "@platform/kit";
import { drawCertificate } from "./certificate-pdf.ts";
import { certificateWords } from "./certificate-words.ts";
import type { Certificate } from "./certificates.ts";

const folder = "certificates/";
const pathMs = 3600_000;

/** Makes the PDF of a certificate and answers with a path under which it can be downloaded for an hour. */
export async function exportCertificate(
  ctx: Ctx,
  certificate: Certificate,
  language = certificate.language,
): Promise<string> {
  const key = `${folder}${certificate.id}/${uuid7()}.pdf`;
  const pdf = await drawCertificate(certificate, language, ctx.publicUrl);
  await ctx.blobs.put(key, pdf, { contentType: "application/pdf" });
  const download = fileName(certificateWords(language).fileName(certificate.courseTitle));
  return ctx.blobs.url(key, { expiresIn: pathMs, download });
}

/** Removes the files that nobody can download any more, and with them the names that stand in them. */
export async function dropOldFiles(ctx: Ctx): Promise<void> {
  for await (const { key, time } of ctx.blobs.list(folder)) {
    if (ctx.now().getTime() - time.getTime() > pathMs) await ctx.blobs.delete(key);
  }
}

// What file systems forbid in names.
function fileName(name: string): string {
  return name.replace(/[\\/:*?"<>|\x00-\x1f]+/g, " ").replace(/\s+/g, " ");
}
