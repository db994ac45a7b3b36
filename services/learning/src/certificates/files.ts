import { type Ctx, refuse, uuid7 } from "@platform/kit";
import type { Course } from "../courses.ts";
import { type Certificate, termsOf } from "./certificates.ts";
import { drawCertificate } from "./pdf.ts";
import { readSignature } from "./signature.ts";
import { certificateWords } from "./words.ts";

const folder = "certificates/";
const pathMs = 3600_000;

/** Makes the PDF of a certificate and answers with a path under which it can be downloaded for an hour. */
export async function exportCertificate(
  ctx: Ctx,
  certificate: Certificate,
  language = certificate.language,
): Promise<string> {
  return keepPdf(ctx, certificate, language, await signatureOf(ctx, certificate));
}

/** The same of a draft as it is now: a sample for nobody. Refuses SIGNATURE_UNREADABLE. */
export async function previewCertificate(ctx: Ctx, { id, settings }: Course): Promise<string> {
  const { title, language } = settings;
  const sample: Certificate = {
    id: nobodys,
    accountId: nobodys,
    courseId: id,
    attemptId: null,
    name: certificateWords(language).anybody,
    courseTitle: title,
    language,
    grade: 1,
    terms: termsOf(settings),
    issueTime: ctx.now(),
    revokeTime: null,
    revokeReason: "",
  };
  const signature = await signatureOf(ctx, sample);
  if (settings.certificate?.signature && !signature) {
    throw refuse.state("SIGNATURE_UNREADABLE", "The file of the signature is not a picture that can be read.");
  }
  return keepPdf(ctx, sample, language, signature);
}

const nobodys = "00000000-0000-7000-8000-000000000000";

async function signatureOf(ctx: Ctx, { courseId, terms }: Certificate): Promise<Buffer | undefined> {
  return terms.design?.signature ? readSignature(ctx, courseId, terms.design.signature) : undefined;
}

async function keepPdf(
  ctx: Ctx,
  certificate: Certificate,
  language: "RU" | "EN",
  signature: Buffer | undefined,
): Promise<string> {
  const key = `${folder}${certificate.id}/${uuid7()}.pdf`;
  const pdf = await drawCertificate(certificate, {
    language,
    publicUrl: ctx.publicUrl,
    ...(signature && { signature }),
  });
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
