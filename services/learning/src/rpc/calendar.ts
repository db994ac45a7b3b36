import type { CalendarServiceDefinition } from "@platform/grpc/platform/learning/v1/calendar_service.ts";
import type { Handlers } from "@platform/kit";
import { createCalendarAddress, deleteCalendarAddress, findCalendarAddress, readerOf } from "../calendar/address.ts";
import { listOwnDeadlines } from "../calendar/deadlines.ts";
import { calendarDocument } from "../calendar/document.ts";
import { languageOf } from "../learners.ts";

export const calendar: Handlers<typeof CalendarServiceDefinition> = {
  async getCalendarAddress(_request, ctx) {
    return { createTime: await findCalendarAddress(ctx.db, ctx.person.id) };
  },

  async createCalendarAddress(_request, ctx) {
    const createTime = ctx.now();
    return { path: await ctx.tx((tx) => createCalendarAddress(tx, ctx.person.id, createTime)), createTime };
  },

  async deleteCalendarAddress(_request, ctx) {
    await ctx.tx((tx) => deleteCalendarAddress(tx, ctx.person.id));
    return {};
  },

  async readCalendar({ token }, ctx) {
    const accountId = await readerOf(ctx.db, token);
    const deadlines = await listOwnDeadlines(ctx.db, accountId, ctx.now());
    const language = await languageOf(ctx.db, accountId);
    return calendarDocument(deadlines, { accountId, language, publicUrl: ctx.publicUrl });
  },
};
