import type { Ctx } from "@platform/kit";
import { SignJWT } from "jose";
import type { Certificate } from "./certificates.ts";
import { issuerProfile, signingKey } from "./issuer.ts";
import { certificatePage } from "./page.ts";
import { certificateWords } from "./words.ts";

/** The contexts of an Open Badges 3.0 credential, in their order. */
export const contexts = [
  "https://www.w3.org/ns/credentials/v2",
  "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
];

/**
 * A certificate as an Open Badges 3.0 AchievementCredential, signed as a VC-JWT: the claims repeat what the credential
 * says of its issuer, its subject, itself and its time.
 * https://www.imsglobal.org/spec/ob/v3p0/#jwt-proof
 */
export async function signCredential(ctx: Ctx, certificate: Certificate): Promise<string> {
  const credential = achievementCredential(certificate, ctx.publicUrl);
  const { kid, key } = await signingKey(ctx);
  return new SignJWT(credential)
    .setProtectedHeader({ alg: "EdDSA", typ: "vc+jwt", kid })
    .setIssuer(credential.issuer.id)
    .setSubject(credential.credentialSubject.id)
    .setJti(credential.id)
    .setNotBefore(certificate.issueTime)
    .setIssuedAt(certificate.issueTime)
    .sign(key);
}

function achievementCredential(certificate: Certificate, publicUrl: string) {
  const { id, accountId, name, courseId, courseTitle, language, grade, terms, issueTime } = certificate;
  const words = certificateWords(language);
  const identity = { type: "IdentityObject", identityType: "name", hashed: false, identityHash: name };
  return {
    "@context": contexts,
    id: certificatePage(publicUrl, id),
    type: ["VerifiableCredential", "OpenBadgeCredential"],
    name: courseTitle,
    issuer: issuerProfile(publicUrl),
    validFrom: issueTime.toISOString(),
    credentialSubject: {
      id: `urn:uuid:${accountId}`,
      type: ["AchievementSubject"],
      ...(name && { identifier: [identity] }),
      result: [{ type: ["Result"], status: "Completed", value: words.percent(grade) }],
      achievement: {
        id: `${publicUrl}/courses/${courseId}`,
        type: ["Achievement"],
        achievementType: "Course",
        name: courseTitle,
        description: terms.summary || courseTitle,
        criteria: { narrative: words.criteria(courseTitle, terms) },
        inLanguage: language.toLowerCase(),
        ...(terms.skills.length > 0 && { tag: terms.skills }),
      },
    },
  };
}
