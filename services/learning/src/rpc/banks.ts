import type { BankServiceDefinition } from "@platform/grpc/platform/learning/v1/bank_service.ts";
import { type Handlers, page } from "@platform/kit";
import { createBank, deleteBank, findBank, listBanks, renameBank } from "../banks/banks.ts";
import { listQuestions, removeQuestions, saveQuestion } from "../banks/questions.ts";
import { exportQuestions, importQuestions } from "../banks/transfer.ts";
import { findAuthored, lockAuthored } from "../courses.ts";
import { presentQuestion } from "../present/blocks.ts";
import { presentLine } from "../present/imports.ts";
import { readQuestion } from "./content.ts";

export const banks: Handlers<typeof BankServiceDefinition> = {
  async listBanks({ courseId }, ctx) {
    await findAuthored(ctx.db, ctx.person, courseId);
    return { banks: await listBanks(ctx.db, courseId) };
  },

  async createBank({ courseId, title }, ctx) {
    const id = await ctx.tx(async (tx) => {
      await lockAuthored(tx, ctx.person, courseId);
      return createBank(tx, courseId, title, ctx.now());
    });
    return { bank: await findBank(ctx.db, courseId, id) };
  },

  async updateBank({ courseId, bankId, title }, ctx) {
    await ctx.tx(async (tx) => {
      await lockAuthored(tx, ctx.person, courseId);
      await renameBank(tx, courseId, bankId, title, ctx.now());
    });
    return { bank: await findBank(ctx.db, courseId, bankId) };
  },

  async deleteBank({ courseId, bankId }, ctx) {
    await ctx.tx(async (tx) => deleteBank(tx, await lockAuthored(tx, ctx.person, courseId), bankId));
    return {};
  },

  async listBankQuestions({ courseId, bankId, pageSize, pageToken }, ctx) {
    await findAuthored(ctx.db, ctx.person, courseId);
    const bank = await findBank(ctx.db, courseId, bankId);
    const size = page.size(pageSize);
    const after = page.decode(pageToken, { position: "number" })?.position;
    const cut = page.cut(await listQuestions(ctx.db, { courseId, bankId }, after, size + 1), size, ({ position }) => ({
      position,
    }));
    const questions = cut.rows.map(({ id, title, question }) => ({ id, title, question: presentQuestion(question) }));
    return { bank, questions, nextPageToken: cut.nextPageToken };
  },

  async saveBankQuestion({ courseId, bankId, questionId, title, question: sent }, ctx) {
    // The contract demands one; the type does not know.
    if (!sent) throw new Error("a question came without being one");
    const question = readQuestion(sent, "question");
    const id = await ctx.tx(async (tx) => {
      await lockAuthored(tx, ctx.person, courseId);
      return saveQuestion(tx, { courseId, bankId }, { id: questionId, title: title.trim(), question }, ctx.now());
    });
    return { question: { id, title: title.trim(), question: presentQuestion(question) } };
  },

  async removeBankQuestions({ courseId, bankId, questionIds }, ctx) {
    await ctx.tx(async (tx) => {
      await lockAuthored(tx, ctx.person, courseId);
      await removeQuestions(tx, { courseId, bankId }, questionIds, ctx.now());
    });
    return { bank: await findBank(ctx.db, courseId, bankId) };
  },

  async importBankQuestions({ courseId, bankId, uploadKey }, ctx) {
    await findAuthored(ctx.db, ctx.person, courseId);
    await findBank(ctx.db, courseId, bankId);
    const report = await importQuestions(ctx, { courseId, bankId }, uploadKey);
    return { bank: await findBank(ctx.db, courseId, bankId), report: report.map(presentLine) };
  },

  async exportBankQuestions({ courseId, bankId }, ctx) {
    await findAuthored(ctx.db, ctx.person, courseId);
    const { report, ...path } = await exportQuestions(ctx, { courseId, bankId });
    return { ...path, report: report.map(presentLine) };
  },
};
