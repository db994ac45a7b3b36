// The seams on the real parts, held to the same suites as the embedded kinds.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findPart, type S3Part, type SmtpPart, startS3, startSmtp } from "@platform/parts";
import { afterAll, beforeAll, describe } from "vitest";
import { createBlobUrls } from "../src/parts/blob-urls.ts";
import { openS3Blobs } from "../src/parts/s3-blobs.ts";
import { openSmtpMail } from "../src/parts/smtp-mail.ts";
import { blobsConform } from "./conformance/blobs.ts";
import { mailConforms } from "./conformance/mail.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "platform-real-parts-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.skipIf(!findPart("versitygw"))("with S3", () => {
  let s3: S3Part;
  beforeAll(async () => {
    s3 = await startS3({ folder, buckets: ["platform"] });
  });
  afterAll(() => s3?.stop());

  blobsConform("in S3", async () => {
    const { accessKeyId, secretAccessKey, region } = s3;
    const who = [accessKeyId, secretAccessKey].map(encodeURIComponent).join(":");
    const address = `s3://${who}@${new URL(s3.url).host}/platform?region=${region}&tls=false`;
    return openS3Blobs(address, createBlobUrls("a secret of tests"));
  });
});

describe("with SMTP", () => {
  let smtp: SmtpPart;
  beforeAll(async () => {
    smtp = await startSmtp({ folder });
  });
  afterAll(() => smtp?.stop());

  mailConforms("over SMTP", async () => ({
    mail: openSmtpMail(new URL(`${smtp.url}?from=platform@example.org`)),
    arrived: async () => (await smtp.mails()).map((mail) => ({ ...mail, to: mail.to.join() })),
  }));
});
