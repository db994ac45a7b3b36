import { type Ctx, createPlays, uuid7 } from "@platform/kit";
import { lockEnrolment } from "../enrolments.ts";
import { nameOf } from "../learners.ts";
import { startValues } from "./model.ts";
import { packageFolder } from "./packages.ts";
import { findPlaying, type Place, type Playing, playOriginMissing } from "./place.ts";
import { beginLaunch, findState, type Saved } from "./states.ts";

/** An open package. */
export interface Launch {
  url: string;
  expireTime: Date;
  launchId: string;
  playing: Playing;
  values: Record<string, string>;
  /** Undefined for an author who is not in the course. */
  saved: Saved | undefined;
}

/** Opens a package for the caller, in place of where they opened it before. */
export async function launchPackage(ctx: Ctx, place: Place): Promise<Launch> {
  const playing = await findPlaying(ctx, place);
  const { enrolment, scorm, entry } = playing;
  if (ctx.playUrl === undefined) throw playOriginMissing();
  const accountId = ctx.person.id;
  const before = enrolment && (await findState(ctx.db, accountId, place));
  const plays = createPlays(ctx.kv);
  const play = await plays.open({ folder: packageFolder(scorm), entry: entry.href });
  const launchId = uuid7();
  const launch = { launchId, playId: play.id };
  const saved =
    enrolment &&
    (await ctx
      .tx(async (tx) => {
        const held = await lockEnrolment(tx, accountId, place.courseId);
        return beginLaunch(tx, held, place, playing, launch, ctx.now());
      })
      .catch(async (error: unknown) => {
        await plays.end(play.id);
        throw error;
      }));
  if (before) await plays.end(before.playId);
  const kept = saved && { values: saved.state.values, seconds: saved.state.seconds };
  const player = { accountId, name: (await nameOf(ctx.db, accountId)) ?? "" };
  return {
    url: `${ctx.playUrl}/p/${play.token}/`,
    expireTime: play.expires,
    launchId,
    playing,
    values: startValues(scorm.version, entry, player, kept),
    saved,
  };
}
