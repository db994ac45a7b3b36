import type { ScormServiceDefinition } from "@platform/grpc/platform/learning/v1/scorm_service.ts";
import { type Handlers, openUpload } from "@platform/kit";
import { findAuthored } from "../courses.ts";
import { notEnrolled } from "../enrolments.ts";
import { addPackage } from "../packages/add.ts";
import { launchPackage } from "../packages/launch.ts";
import { readPackages } from "../packages/packages.ts";
import { findPlaying } from "../packages/place.ts";
import { findState, saveState } from "../packages/states.ts";
import { presentLaunch, presentPackage, presentResult } from "../present/packages.ts";

export const scorm: Handlers<typeof ScormServiceDefinition> = {
  async addPackage({ courseId, uploadKey, fileName }, ctx) {
    await findAuthored(ctx.db, ctx.person, courseId);
    const added = await addPackage(ctx, courseId, fileName, await openUpload(ctx, uploadKey));
    await ctx.blobs.delete(uploadKey);
    return { package: presentPackage(added) };
  },

  async batchGetPackages({ courseId, packageIds }, ctx) {
    await findAuthored(ctx.db, ctx.person, courseId);
    return { packages: (await readPackages(ctx.db, courseId, packageIds)).map(presentPackage) };
  },

  async getPackageResult(place, ctx) {
    const { enrolment } = await findPlaying(ctx, place);
    if (!enrolment) throw notEnrolled();
    return { result: presentResult(await findState(ctx.db, ctx.person.id, place)) };
  },

  async launchPackage(place, ctx) {
    return presentLaunch(await launchPackage(ctx, place));
  },

  async savePackageState({ launchId, sequence, values, ...place }, ctx) {
    const playing = await findPlaying(ctx, place);
    const report = { launchId, sequence, values };
    const saved = await ctx.tx((tx) => saveState(tx, ctx.person.id, place, playing, report, ctx.now()));
    return { result: presentResult(saved.state), progress: saved.progress, certificateId: saved.certificateId };
  },
};
