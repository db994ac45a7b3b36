import { setTimeout as sleep } from "node:timers/promises";
import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import {
  CertificateIssued,
  CertificateRevoked,
  CourseCompleted,
} from "@platform/grpc/platform/learning/v1/learning_events.ts";
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readPdf } from "./pdf.ts";
import { homework, openSchool, type Person, type School, single, text, writeCourse } from "./school.ts";

let school: School;
let mentor: Person;
beforeAll(async () => {
  school = await openSchool({ tasksEverySecond: true });
  mentor = await school.mentor();
});
afterAll(() => school?.stop());

const title = "Основы логики";
const policy = {
  passScore: 0.5,
  requireAllBlocks: true,
  categories: [{ name: "Homework", weight: 1, dropLowest: 0 }],
};

/** Somebody who did all but the last block of a course, and how they do that one. */
async function almost(name = "Ёлкина Анна Сергеевна") {
  const course = await writeCourse(mentor, {
    title,
    summary: "Что из чего следует.",
    language: Language.RU,
    skills: ["логика"],
    policy,
    lessons: [
      { title: "Читать", blocks: [text("a")] },
      { title: "Решать", blocks: [single()], grading: homework },
    ],
  });
  const { courseId, lesson, blockIds } = course;
  const learner = await school.person({ name });
  await learner.learning.enrol({ courseId });
  const read = () => learner.learning.completeBlocks({ courseId, lessonId: lesson(0), blockIds: blockIds[0] });
  const solve = async () => {
    const { attempt } = await learner.learning.startAttempt({ courseId, lessonId: lesson(1) });
    const answers = [{ blockId: blockIds[1]?.[0], choiceIds: ["right"] }];
    const submit = () => learner.learning.submitAttempt({ attemptId: attempt?.id, answers });
    return { first: await submit(), again: await submit() };
  };
  return { ...course, learner, read, solve };
}

/** Somebody with a certificate. */
async function graduate(name?: string) {
  const student = await almost(name);
  await student.read();
  const { first } = await student.solve();
  return { ...student, certificateId: first.certificateId };
}

describe("the issuer", () => {
  it("gets one key, however many ask for it first at once", async () => {
    const asked = await Promise.all(Array.from({ length: 8 }, () => school.anonymous.certificates.getIssuer({})));
    const [first, ...others] = asked.map(({ jwksJson }) => jwksJson);
    expect(JSON.parse(first ?? "").keys).toHaveLength(1);
    expect(new Set(others)).toEqual(new Set([first]));
  });
});

describe("passing a course", () => {
  it("with the last attempt earns one certificate, which every repetition names", async () => {
    const { learner, read, solve, courseId } = await almost();
    expect((await read()).progress).toMatchObject({ done: 0.5, passed: false });
    const { first, again } = await solve();
    expect(first.progress).toMatchObject({ done: 1, grade: 1, passed: true });
    expect(first.certificateId).not.toBe("");
    expect(again).toMatchObject({ certificateId: first.certificateId });
    expect((await solve()).first).toMatchObject({ certificateId: "", progress: { passed: true } });
    const { certificates } = await learner.certificates.listOwnCertificates({});
    expect(certificates.map(({ id }) => id)).toEqual([first.certificateId]);
    const { enrolment } = await learner.catalogue.getCourse({ courseId });
    expect(enrolment?.certificateId).toBe(first.certificateId);
    expect(enrolment?.completeTime).toBeDefined();
    await school.platform.settled();
    const completed = await school.platform.announced(CourseCompleted, learner.id);
    expect(completed).toEqual({ accountId: learner.id, courseId, courseTitle: title, grade: 1 });
    const issued = await school.platform.announced(CertificateIssued, learner.id);
    expect(issued).toMatchObject({ certificateId: first.certificateId, courseId, courseTitle: title });
  });

  it("with the last block that is marked earns it as well, once", async () => {
    const { learner, read, solve } = await almost();
    expect((await solve()).first).toMatchObject({ certificateId: "", progress: { passed: false } });
    const both = await Promise.all([read(), read()]);
    expect(both.map(({ progress }) => progress?.passed)).toEqual([true, true]);
    expect((await learner.certificates.listOwnCertificates({})).certificates).toHaveLength(1);
  });
});

describe("a certificate", () => {
  it("is read by anybody who was shown its address", async () => {
    const { certificateId, learner, courseId } = await graduate();
    const { certificate } = await school.anonymous.certificates.getCertificate({ certificateId });
    expect(certificate).toMatchObject({
      id: certificateId,
      accountId: learner.id,
      name: "Ёлкина Анна Сергеевна",
      courseId,
      courseTitle: title,
      language: Language.RU,
      grade: 1,
      revokeTime: undefined,
      revokeReason: "",
    });
    const none = school.anonymous.certificates.getCertificate({ certificateId: courseId });
    await expect(none).rejects.toMatchObject({ reason: "CERTIFICATE_NOT_FOUND" });
  });

  it("keeps the words of its day when the course is renamed", async () => {
    const { certificateId, courseId } = await graduate();
    await mentor.authoring.updateCourse({ courseId, updateMask: ["title"], title: "Другое" });
    await mentor.authoring.publishCourse({ courseId });
    const { certificate } = await school.anonymous.certificates.getCertificate({ certificateId });
    expect(certificate?.courseTitle).toBe(title);
  });

  it("is taken back by the author or staff, and says so", async () => {
    const { certificateId, learner } = await graduate();
    const revoke = (one: Person, reason: string) => one.certificates.revokeCertificate({ certificateId, reason });
    await expect(revoke(learner, "?")).rejects.toMatchObject({ reason: "ACCESS_DENIED" });
    const other = await school.mentor();
    await expect(revoke(other, "?")).rejects.toMatchObject({ reason: "CERTIFICATE_NOT_FOUND" });
    const { certificate } = await revoke(mentor, "Issued by mistake");
    expect(certificate).toMatchObject({ revokeReason: "Issued by mistake" });
    const staff = await school.person({ roles: ["STAFF"] });
    expect((await revoke(staff, "Another reason")).certificate).toEqual(certificate);
    const shown = await school.anonymous.certificates.getCertificate({ certificateId });
    expect(shown.certificate?.revokeTime).toEqual(certificate?.revokeTime);
    await school.platform.settled();
    expect(await school.platform.announced(CertificateRevoked, learner.id)).toEqual({
      accountId: learner.id,
      certificateId,
      courseTitle: title,
      reason: "Issued by mistake",
    });
    const credential = school.anonymous.certificates.getCredential({ certificateId });
    await expect(credential).rejects.toMatchObject({ reason: "CERTIFICATE_REVOKED" });
    const file = learner.certificates.exportCertificate({ certificateId });
    await expect(file).rejects.toMatchObject({ reason: "CERTIFICATE_REVOKED" });
  });
});

describe("the PDF of a certificate", () => {
  it("is one page with its fonts inside, in which the Cyrillic name can be read", async () => {
    const { certificateId, learner } = await graduate();
    const { url } = await learner.certificates.exportCertificate({ certificateId });
    const file = await school.download(url);
    expect(file).toMatchObject({ contentType: "application/pdf", download: `Сертификат — ${title}.pdf` });
    expect(file.expires).toBeLessThanOrEqual(Date.now() + 3600_000);
    const pdf = readPdf(file.bytes);
    expect(pdf.pages).toBe(1);
    expect(pdf.embeddedFonts).toEqual(expect.arrayContaining([expect.stringContaining("PTSerif")]));
    expect(pdf.text).toContain("Ёлкина Анна Сергеевна");
    expect(pdf.text).toContain(title);
    expect(pdf.text).toContain("СЕРТИФИКАТ");
    expect(pdf.text).toContain(certificateId);
    expect(pdf.text).toContain("100 %");
  });

  it("has its words in the language that is asked for", async () => {
    const { certificateId, learner } = await graduate();
    const { url } = await learner.certificates.exportCertificate({ certificateId, language: Language.EN });
    const file = await school.download(url);
    expect(file.download).toBe(`Certificate — ${title}.pdf`);
    expect(readPdf(file.bytes).text).toContain("This certificate is awarded to");
  });

  it("is its owner's alone", async () => {
    const { certificateId } = await graduate();
    const taken = (await school.person()).certificates.exportCertificate({ certificateId });
    await expect(taken).rejects.toMatchObject({ reason: "CERTIFICATE_NOT_FOUND" });
  });
});

describe("a course with a design of its own", () => {
  const design = {
    heading: "Диплом",
    statement: "за курс, пройденный с отличием",
    signer: "Вера Ильинична Седова",
    signerTitle: "Декан факультета",
    signature: "подпись.png",
    accent: "#0f766e",
  };

  async function designed(picture: Uint8Array, name = design.signature) {
    const { courseId, ...student } = await almost();
    const uploadKey = await school.upload(mentor, picture, "application/octet-stream");
    await mentor.authoring.addAsset({ courseId, uploadKey, name });
    const decide = (certificate: Partial<typeof design>) =>
      mentor.authoring.updateCourse({
        courseId,
        updateMask: ["certificate"],
        certificate: { ...design, signature: name, ...certificate },
      });
    return { courseId, ...student, decide };
  }
  const signature = () =>
    sharp({ create: { width: 900, height: 200, channels: 4, background: "#0000" } })
      .png()
      .toBuffer();

  it("has it on samples of the draft, and on certificates that are issued once it is published", async () => {
    const { courseId, decide, read, solve, learner } = await designed(await signature());
    expect((await decide({})).course?.certificate).toEqual(design);
    const sample = await school.download((await mentor.authoring.previewCertificate({ courseId })).url);
    const { text, pages, pictures } = readPdf(sample.bytes);
    expect({ pages, pictures }).toEqual({ pages: 1, pictures: ["680x151"] });
    for (const said of ["ДИПЛОМ", "Имя и фамилия", design.statement, design.signer, design.signerTitle]) {
      expect(text).toContain(said);
    }
    await mentor.authoring.publishCourse({ courseId });
    await read();
    const { certificateId } = (await solve()).first;
    await decide({ heading: "Later" });
    await mentor.authoring.publishCourse({ courseId });
    const { url } = await learner.certificates.exportCertificate({ certificateId });
    const issued = readPdf((await school.download(url)).bytes);
    expect(issued.text).toContain("ДИПЛОМ");
    expect(issued.text).toContain("Ёлкина Анна Сергеевна");
    expect(issued.pictures).toEqual(["680x151"]);
  });

  it("takes no signature that is no picture, and draws none that only says that it is one", async () => {
    const program = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script/></svg>');
    const vector = await designed(program, "подпись.svg");
    await expect(vector.decide({})).rejects.toMatchObject({ fields: { "certificate.signature": expect.any(String) } });
    await expect(vector.decide({ signature: "none.png" })).rejects.toMatchObject({ fields: expect.anything() });
    const whole = await signature();
    for (const bytes of [program, whole.subarray(0, 60), Buffer.from("GIF89a"), Buffer.alloc(0)]) {
      const { courseId, decide, read, solve, learner } = await designed(bytes);
      await decide({});
      await expect(mentor.authoring.previewCertificate({ courseId })).rejects.toMatchObject({
        reason: "SIGNATURE_UNREADABLE",
      });
      await mentor.authoring.publishCourse({ courseId });
      await read();
      const { certificateId } = (await solve()).first;
      const { url } = await learner.certificates.exportCertificate({ certificateId });
      const issued = readPdf((await school.download(url)).bytes);
      expect(issued.pictures).toEqual([]);
      expect(issued.text).toContain(design.signer);
    }
  });

  it("keeps the longest words on one page, and takes no colour that is none", async () => {
    const { courseId, decide } = await designed(await signature());
    await expect(decide({ accent: "red" })).rejects.toMatchObject({ fields: expect.anything() });
    await decide({
      heading: "Ш".repeat(40),
      statement: "щ ".repeat(100).trim(),
      signer: "Ю".repeat(80),
      signerTitle: "ж".repeat(80),
    });
    const { url } = await mentor.authoring.previewCertificate({ courseId });
    expect(readPdf((await school.download(url)).bytes).pages).toBe(1);
  });

  it("shows its samples to nobody but those who write it", async () => {
    const { courseId } = await designed(await signature());
    const other = (await school.mentor()).authoring.previewCertificate({ courseId });
    await expect(other).rejects.toMatchObject({ reason: "COURSE_NOT_FOUND" });
  });
});

describe("the credential of a certificate", () => {
  it("is an Open Badges 3.0 credential that the issuer's keys verify", async () => {
    const { certificateId, learner, courseId } = await graduate();
    const { jwt } = await school.anonymous.certificates.getCredential({ certificateId });
    const issuer = await school.anonymous.certificates.getIssuer({});
    const jwks = JSON.parse(issuer.jwksJson);
    const { payload, protectedHeader } = await jwtVerify(jwt, createLocalJWKSet(jwks), {
      algorithms: ["EdDSA"],
      typ: "vc+jwt",
    });
    expect(protectedHeader.kid).toBe(jwks.keys[0].kid);
    expect(JSON.stringify(jwks)).not.toContain('"d"');
    const id = `http://localhost:8080/certificates/${certificateId}`;
    const subject = `urn:uuid:${learner.id}`;
    const profile = JSON.parse(issuer.profileJson);
    expect(profile).toMatchObject({ type: ["Profile"], name: "Platform Ecosystem" });
    const { certificate } = await school.anonymous.certificates.getCertificate({ certificateId });
    const issued = Math.floor(Number(certificate?.issueTime) / 1000);
    expect(payload).toMatchObject({ iss: profile.id, sub: subject, jti: id, nbf: issued, iat: issued });
    expect(payload).toMatchObject({
      "@context": [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
      ],
      id,
      type: ["VerifiableCredential", "OpenBadgeCredential"],
      issuer: { id: profile.id, type: ["Profile"] },
      validFrom: certificate?.issueTime?.toISOString(),
      credentialSubject: {
        id: subject,
        type: ["AchievementSubject"],
        identifier: [{ identityType: "name", identityHash: "Ёлкина Анна Сергеевна", hashed: false }],
        achievement: {
          id: `http://localhost:8080/courses/${courseId}`,
          type: ["Achievement"],
          name: title,
          description: "Что из чего следует.",
          criteria: { narrative: expect.stringContaining("50\u00a0%") },
          tag: ["логика"],
        },
      },
    });
  });

  it("stays valid by the same key, and does not verify once a letter was changed", async () => {
    const [one, two] = [await graduate(), await graduate("Иван")];
    const read = async (certificateId: string) =>
      (await school.anonymous.certificates.getCredential({ certificateId })).jwt;
    const [first, second] = [await read(one.certificateId), await read(two.certificateId)];
    expect(decodeProtectedHeader(first).kid).toBe(decodeProtectedHeader(second).kid);
    const { jwksJson } = await school.anonymous.certificates.getIssuer({});
    const keys = createLocalJWKSet(JSON.parse(jwksJson));
    const [header, , signature] = first.split(".");
    const mixed = [header, second.split(".")[1], signature].join(".");
    await expect(jwtVerify(mixed, keys)).rejects.toThrow("signature");
  });
});

describe("the file of a certificate", () => {
  it("is gone once its path has ended, and with it the name in it", async () => {
    const { certificateId, learner } = await graduate();
    const { url } = await learner.certificates.exportCertificate({ certificateId });
    const isThere = () =>
      school.download(url).then(
        () => true,
        () => false,
      );
    await sleep(1500);
    expect(await isThere()).toBe(true);
    school.platform.advance(61 * 60_000);
    for (let tries = 0; tries < 100 && (await isThere()); tries++) await sleep(50);
    expect(await isThere()).toBe(false);
  });
});
