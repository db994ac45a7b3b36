import { doublePrecision, index, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import type { JWK } from "jose";
import type { CertificateDesign } from "../content.ts";
import { time } from "./columns.ts";
import { courses } from "./courses.ts";

/** What a certificate says of the course, as it was when it was issued. */
export interface AchievementTerms {
  summary: string;
  skills: string[];
  passScore: number;
  requireAllBlocks: boolean;
  /** How the certificate looks. */
  design?: CertificateDesign;
}

/** Proofs that people completed courses: one a person and course. They outlive the account, without its name. */
export const certificates = pgTable(
  "certificates",
  {
    id: uuid("id").primaryKey(),
    accountId: uuid("account_id").notNull(),
    courseId: uuid("course_id")
      .notNull()
      .references(() => courses.id),
    name: text("name").notNull(),
    courseTitle: text("course_title").notNull(),
    language: text("language", { enum: ["RU", "EN"] }).notNull(),
    grade: doublePrecision("grade").notNull(),
    terms: jsonb("terms").$type<AchievementTerms>().notNull(),
    /** The attempt that earned it; null where marking the last block did. */
    attemptId: uuid("attempt_id"),
    issueTime: time("issue_time").notNull(),
    revokeTime: time("revoke_time"),
    revokeReason: text("revoke_reason").notNull().default(""),
  },
  (table) => [
    unique("certificates_once").on(table.accountId, table.courseId),
    index("certificates_attempt").on(table.attemptId),
  ],
);

/** Keys that sign credentials; the private half is sealed. Credentials do not end, so keys are never removed. */
export const issuerKeys = pgTable("issuer_keys", {
  id: uuid("id").primaryKey(),
  publicJwk: jsonb("public_jwk").$type<JWK>().notNull(),
  privateJwk: text("private_jwk").notNull(),
  createTime: time("create_time").notNull(),
});
