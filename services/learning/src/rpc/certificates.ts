import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import type { CertificateServiceDefinition } from "@platform/grpc/platform/learning/v1/certificate_service.ts";
import type { Handlers } from "@platform/kit";
import {
  findCertificate,
  findHolding,
  findOwn,
  listCertificates,
  revokeCertificate,
} from "../certificates/certificates.ts";
import { contexts, signCredential } from "../certificates/credential.ts";
import { exportCertificate } from "../certificates/files.ts";
import { issuerProfile, listPublicKeys } from "../certificates/issuer.ts";
import { presentCertificate } from "../present/certificates.ts";

export const certificates: Handlers<typeof CertificateServiceDefinition> = {
  async getCertificate({ certificateId }, ctx) {
    return { certificate: presentCertificate(await findCertificate(ctx.db, certificateId)) };
  },

  async listOwnCertificates(_request, ctx) {
    return { certificates: (await listCertificates(ctx.db, ctx.person.id)).map(presentCertificate) };
  },

  async exportCertificate({ certificateId, language }, ctx) {
    const certificate = await findOwn(ctx.db, ctx.person.id, certificateId);
    const words = language === Language.UNSPECIFIED ? undefined : language === Language.RU ? "RU" : "EN";
    return { url: await exportCertificate(ctx, certificate, words) };
  },

  async getCredential({ certificateId }, ctx) {
    return { jwt: await signCredential(ctx, await findHolding(ctx.db, certificateId)) };
  },

  async getIssuer(_request, ctx) {
    const profile = { "@context": contexts, ...issuerProfile(ctx.publicUrl) };
    const keys = await listPublicKeys(ctx);
    return { profileJson: JSON.stringify(profile), jwksJson: JSON.stringify({ keys }) };
  },

  async revokeCertificate({ certificateId, reason }, ctx) {
    const revoked = await ctx.tx((tx) => revokeCertificate(tx, ctx.person, certificateId, reason, ctx.now()));
    return { certificate: presentCertificate(revoked) };
  },
};
