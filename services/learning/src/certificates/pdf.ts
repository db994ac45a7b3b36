import { createRequire } from "node:module";
import PDFDocument from "pdfkit";
import { create as createQr } from "qrcode";
import type { CertificateDesign } from "../content.ts";
import type { Certificate } from "./certificates.ts";
import { certificatePage } from "./page.ts";
import { type CertificateWords, certificateWords } from "./words.ts";

// Found through Node, for in a bundle the files stay where npm put them.
const { resolve } = createRequire(import.meta.url);
const fonts = {
  serif: resolve("@expo-google-fonts/pt-serif/400Regular/PTSerif_400Regular.ttf"),
  serifBold: resolve("@expo-google-fonts/pt-serif/700Bold/PTSerif_700Bold.ttf"),
  sans: resolve("@expo-google-fonts/golos-text/400Regular/GolosText_400Regular.ttf"),
  sansBold: resolve("@expo-google-fonts/golos-text/600SemiBold/GolosText_600SemiBold.ttf"),
};
type Font = keyof typeof fonts;

const [pageWidth, pageHeight] = [841.89, 595.28];
const left = 84;
const right = pageWidth - 72;
const ink = "#1f2030";
const quiet = "#6b6d80";
const standardAccent = "#4a4fc4";
const line = "#d9daea";
const ground = "#fdfdfb";
const qrSide = 88;
const factsTop = pageHeight - 166;
const signer = { left: left + 370, width: 200, height: 52 } as const;

/** What is drawn beside the words of a certificate. */
export interface Drawn {
  language: "RU" | "EN";
  publicUrl: string;
  /** A PNG. */
  signature?: Buffer;
}

/** Draws a certificate: one landscape A4 page with its fonts inside. */
export function drawCertificate(
  certificate: Certificate,
  { language, publicUrl, signature }: Drawn,
): Promise<Uint8Array> {
  const { design } = certificate.terms;
  const words = wordsOf(language, design);
  const accent = design?.accent || standardAccent;
  const document = new PDFDocument({
    size: "A4",
    layout: "landscape",
    margin: 0,
    lang: words.locale,
    displayTitle: true,
    pdfVersion: "1.7",
    info: {
      Title: `${words.heading} — ${certificate.courseTitle}`,
      Author: "Platform Ecosystem",
      CreationDate: certificate.issueTime,
    },
  });
  for (const [name, path] of Object.entries(fonts)) document.registerFont(name, path);
  drawGround(document, accent);
  drawHead(document, words, accent);
  drawBody(document, certificate, words, { accent, bottom: factsTop - (signature ? signer.height + 12 : 24) });
  drawFoot(document, certificate, words, { accent, address: certificatePage(publicUrl, certificate.id) });
  if (design) drawSigner(document, design, signature);
  return finish(document);
}

/** The words of a language, with those that the course has of its own. */
function wordsOf(language: "RU" | "EN", design: CertificateDesign | undefined): CertificateWords {
  const words = certificateWords(language);
  return { ...words, heading: design?.heading || words.heading, completed: design?.statement || words.completed };
}

type Document = InstanceType<typeof PDFDocument>;

function drawGround(document: Document, accent: string): void {
  document.rect(0, 0, pageWidth, pageHeight).fill(ground);
  document.save().rect(0, 0, pageWidth, pageHeight).clip();
  document.lineWidth(0.6).strokeColor("#e7e8f5");
  for (let radius = 60; radius <= 380; radius += 20) document.circle(pageWidth - 40, 20, radius).stroke();
  document.restore();
  document.rect(0, 0, 14, pageHeight).fill(accent);
  document
    .lineWidth(0.75)
    .strokeColor(line)
    .rect(38, 24, pageWidth - 62, pageHeight - 48)
    .stroke();
}

function drawHead(document: Document, words: CertificateWords, accent: string): void {
  write(document, "sansBold", 10.5, ink, "Platform Ecosystem", 62);
  write(document, "sansBold", 12, accent, words.heading.toLocaleUpperCase(words.locale), 122, 3.2);
}

function drawBody(
  document: Document,
  { name, courseTitle }: Certificate,
  words: CertificateWords,
  { accent, bottom }: { accent: string; bottom: number },
): void {
  write(document, "sans", 12.5, quiet, words.awarded, 160);
  const nameSize = fit(document, "serif", name, { from: 44, to: 16, height: 64 });
  const below = 186 + write(document, "serif", nameSize, ink, name, 186) + 14;
  document
    .moveTo(left, below)
    .lineTo(left + 96, below)
    .lineWidth(1.5)
    .strokeColor(accent)
    .stroke();
  const completedHeight = write(document, "sans", 12.5, quiet, words.completed, below + 20);
  const title = words.quoted(courseTitle);
  const titleTop = below + 30 + completedHeight;
  const titleSize = fit(document, "serifBold", title, { from: 25, to: 11, height: bottom - titleTop });
  write(document, "serifBold", titleSize, ink, title, titleTop);
}

function drawFoot(
  document: Document,
  certificate: Certificate,
  words: CertificateWords,
  { accent, address }: { accent: string; address: string },
): void {
  drawFact(document, words.date, words.day(certificate.issueTime), left);
  drawFact(document, words.grade, words.percent(certificate.grade), left + 200);
  drawQr(document, address, right - qrSide, pageHeight - 60 - qrSide - 22);
  const small = { width: 220, align: "right", lineBreak: false } as const;
  document.font("sans").fontSize(8.5).fillColor(quiet);
  document.text(words.verify, right - 220, pageHeight - 72, { ...small, link: address });
  document.fontSize(8).text(`${words.number}: ${certificate.id}`, left, pageHeight - 84, { lineBreak: false });
  document.fillColor(accent).text(address, left, pageHeight - 71, { lineBreak: false, link: address });
}

function drawFact(document: Document, label: string, value: string, x: number): void {
  document.font("sans").fontSize(9.5).fillColor(quiet).text(label, x, factsTop, { lineBreak: false });
  document
    .font("serif")
    .fontSize(16)
    .fillColor(ink)
    .text(value, x, factsTop + 16, { lineBreak: false });
}

/** Who signs, as one more fact, with the signature above. */
function drawSigner(document: Document, design: CertificateDesign, signature: Buffer | undefined): void {
  const { left, width, height } = signer;
  if (signature) document.image(signature, left, factsTop - height - 4, { fit: [width, height], valign: "bottom" });
  const oneLine = (size: number) => ({ width, height: size * 1.2, ellipsis: true });
  document.font("sans").fontSize(9.5).fillColor(quiet).text(design.signerTitle, left, factsTop, oneLine(9.5));
  document.font("serif").fillColor(ink);
  const wide = document.fontSize(16).widthOfString(design.signer);
  const size = Math.max(10, Math.min(16, (16 * width) / wide));
  document.fontSize(size).text(design.signer, left, factsTop + 16 + (16 - size) * 0.9, oneLine(size));
}

function drawQr(document: Document, text: string, x: number, y: number): void {
  const { size, data } = createQr(text, { errorCorrectionLevel: "M" }).modules;
  const cell = qrSide / size;
  // The quiet zone that readers of the code need.
  const zone = 4 * cell;
  document.rect(x - zone, y - zone, qrSide + 2 * zone, qrSide + 2 * zone).fill(ground);
  for (const [index, dark] of data.entries()) {
    // A hair wider than the grid, so that no seam shows between neighbours.
    if (dark) document.rect(x + (index % size) * cell, y + Math.floor(index / size) * cell, cell + 0.05, cell + 0.05);
  }
  document.fill(ink);
}

const textWidth = right - left;

/** Writes at the left edge and answers with the height that it took. */
function write(
  document: Document,
  font: Font,
  size: number,
  colour: string,
  text: string,
  y: number,
  spacing = 0,
): number {
  const options = { ...written(font), characterSpacing: spacing };
  document.font(font).fontSize(size).fillColor(colour).text(text, left, y, options);
  return document.heightOfString(text, options);
}

/** The greatest size in which a text stays within a height, with no word broken. */
function fit(
  document: Document,
  font: Font,
  text: string,
  { from, to, height }: { from: number; to: number; height: number },
): number {
  document.font(font);
  for (let size = from; size > to; size--) {
    document.fontSize(size);
    const widest = Math.max(...text.split(/\s+/).map((word) => document.widthOfString(word)));
    if (widest <= textWidth && document.heightOfString(text, written(font)) <= height) return size;
  }
  return to;
}

function written(font: Font) {
  return { width: textWidth, lineGap: font === "serifBold" ? 2 : 0 };
}

function finish(document: Document): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    document.on("data", (chunk: Buffer) => chunks.push(chunk));
    document.on("end", () => resolve(Buffer.concat(chunks)));
    document.on("error", reject);
    document.end();
  });
}
