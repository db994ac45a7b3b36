import { CertificateRevoked } from "@platform/grpc/platform/learning/v1/learning_events.ts";
import { type Database, emit, type Person, type Refusal, refuse, type Tx, uuid7 } from "@platform/kit";
import { desc, eq } from "drizzle-orm";
import type { CourseSettings } from "../content.ts";
import { mayWrite } from "../courses.ts";
import { nameOf } from "../learners.ts";
import { type AchievementTerms, certificates, courses } from "../schema.ts";

export type Certificate = typeof certificates.$inferSelect;

interface Earned {
  accountId: string;
  courseId: string;
  settings: CourseSettings;
  grade: number;
  attemptId: string | null;
  now: Date;
}

/** Issues a person's certificate of a course, with the words as they are now. */
export async function issueCertificate(
  tx: Tx,
  { accountId, courseId, settings, grade, attemptId, now }: Earned,
): Promise<Certificate> {
  const [certificate] = await tx
    .insert(certificates)
    .values({
      id: uuid7(),
      accountId,
      courseId,
      name: await nameOf(tx, accountId),
      courseTitle: settings.title,
      language: settings.language,
      grade,
      terms: termsOf(settings),
      attemptId,
      issueTime: now,
    })
    .returning();
  if (!certificate) throw new Error("The certificate was not written");
  return certificate;
}

/** What a certificate keeps of its course's settings. */
export function termsOf({ summary, skills, grading, certificate }: CourseSettings): AchievementTerms {
  const { passScore, requireAllBlocks } = grading;
  return { summary, skills, passScore, requireAllBlocks, ...(certificate && { design: certificate }) };
}

/** A certificate, for whoever knows its id. */
export async function findCertificate(db: Database, id: string): Promise<Certificate> {
  const [certificate] = await db.select().from(certificates).where(eq(certificates.id, id));
  if (!certificate) throw notFound();
  return certificate;
}

/** A certificate that still holds. */
export async function findHolding(db: Database, id: string): Promise<Certificate> {
  const certificate = await findCertificate(db, id);
  if (certificate.revokeTime) throw refuse.state("CERTIFICATE_REVOKED", "The certificate was taken back.");
  return certificate;
}

/** A certificate of somebody's own that still holds; another's is not there. */
export async function findOwn(db: Database, accountId: string, id: string): Promise<Certificate> {
  const certificate = await findCertificate(db, id);
  if (certificate.accountId !== accountId) throw notFound();
  return findHolding(db, id);
}

/** The certificate that an attempt earned; undefined where it earned none. */
export async function earnedBy(db: Database, attemptId: string): Promise<Certificate | undefined> {
  const [certificate] = await db.select().from(certificates).where(eq(certificates.attemptId, attemptId));
  return certificate;
}

const mostListed = 200;

/** Somebody's certificates, the newest first. */
export function listCertificates(db: Database, accountId: string): Promise<Certificate[]> {
  return db
    .select()
    .from(certificates)
    .where(eq(certificates.accountId, accountId))
    .orderBy(desc(certificates.issueTime), desc(certificates.id))
    .limit(mostListed);
}

/** Takes a certificate back; one that was taken back before keeps its time and its reason. */
export async function revokeCertificate(
  tx: Tx,
  person: Person,
  id: string,
  reason: string,
  now: Date,
): Promise<Certificate> {
  const [row] = await tx
    .select({ certificate: certificates, authorId: courses.authorId })
    .from(certificates)
    .innerJoin(courses, eq(courses.id, certificates.courseId))
    .where(eq(certificates.id, id))
    .for("update", { of: certificates });
  if (!row || !mayWrite(person, row)) throw notFound();
  if (row.certificate.revokeTime) return row.certificate;
  const [revoked] = await tx
    .update(certificates)
    .set({ revokeTime: now, revokeReason: reason })
    .where(eq(certificates.id, id))
    .returning();
  if (!revoked) throw notFound();
  const { accountId, courseTitle } = revoked;
  await emit(tx, CertificateRevoked, { accountId, certificateId: id, courseTitle, reason });
  return revoked;
}

function notFound(): Refusal {
  return refuse.notFound("CERTIFICATE_NOT_FOUND", "There is no such certificate.");
}
