import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";
import { withUpload } from "@platform/kit/archives";
import { beforeAll, describe, expect, it } from "vitest";
import { assignmentViolations } from "../src/assignments/rules.ts";
import type { Imported } from "../src/imports/imported.ts";
import { readSource } from "../src/imports/read.ts";
import { questionViolations } from "../src/question-rules.ts";
import { blocksOf, questionsOf, quiet } from "./olx-courses.ts";

const demo = join(import.meta.dirname, "../../../../shared/data/openedx-demo-course.tar.gz");

describe.skipIf(!existsSync(demo))(
  "the Open edX demo course (skipped where openedx-demo-course.tar.gz is not there)",
  () => {
    let imported: Imported;
    beforeAll(async () => {
      const signal = new AbortController().signal;
      imported = await withUpload(createReadStream(demo), { signal }, (source) =>
        readSource(source, "demo.tar.gz", quiet),
      );
    });

    it("is taken in its whole outline", () => {
      const { settings, modules } = imported.content;
      expect(settings).toMatchObject({ title: "Open edX Demo Course", language: "EN", cover: "DemoX-Course-Card.png" });
      expect(settings.grading.passScore).toBe(0.5);
      expect(modules).toHaveLength(6);
      const lessons = modules.flatMap((module) => module.lessons);
      expect(lessons).toHaveLength(58);
      expect(new Set(lessons.map(({ section }) => section)).size).toBe(17);
      expect(questionsOf(imported).length).toBeGreaterThanOrEqual(21);
      expect(blocksOf(imported).filter(({ kind }) => kind === "video")).toHaveLength(11);
    });

    it("draws from its library, matches what was dragged, and asks for its works", () => {
      const [bank, ...more] = imported.content.banks;
      expect(more).toEqual([]);
      expect(bank?.questions).toHaveLength(6);
      const draws = blocksOf(imported).filter((block) => block.kind === "draw");
      expect(draws).toMatchObject([{ bankId: bank?.id, count: 2, points: 0 }]);
      expect(questionsOf(imported).filter(({ kind }) => kind === "MATCHING")).toMatchObject([
        { prompt: expect.stringContaining("asset:Brain_target_sm.png") },
      ]);
      const works = blocksOf(imported).flatMap((block) => (block.kind === "assignment" ? [block.assignment] : []));
      expect(works).toMatchObject([
        { title: "Open Response Assessment", points: 10, peerReviews: 0, maxFiles: 20, rubric: [{}, {}, {}] },
        { title: "Assignment", textAnswer: false, maxFiles: 1 },
        { title: "Peer Assessment", points: 3, peerReviews: 1, rubric: [{ title: "Clarity" }] },
      ]);
    });

    it("has a line of the report for every block", () => {
      const count = (kind: string) => imported.report.filter((line) => line.kind === kind).length;
      expect(["chapter", "sequential", "vertical", "html", "problem", "video"].map(count)).toEqual([
        6, 17, 58, 266, 29, 11,
      ]);
      for (const kind of "annotatable library_content lti drag-and-drop-v2 edx_sga openassessment poll survey done staffgradedxblock discussion wiki".split(
        " ",
      )) {
        expect(count(kind), kind).toBeGreaterThan(0);
      }
      for (const line of imported.report) {
        if (line.outcome === "TAKEN") expect(line).toMatchObject({ reason: "", message: "" });
        else
          expect(line).toMatchObject({
            reason: expect.stringMatching(/^[A-Z_]+$/),
            message: expect.stringMatching(/\.$/),
          });
      }
    });

    it("gives away none of its secrets", () => {
      const all = JSON.stringify([imported.content, imported.report, [...imported.assets]]);
      const secrets =
        "codeboard_key_1 codeboard_secret_1234 811a447706c152588c436ee13addeeb889e7f256033679408737bd5bc4118225 869e9639af7de74929b13ae17ad22e4efb60d9d112143e287589289102e1de00".split(
          " ",
        );
      for (const secret of secrets) expect(all).not.toContain(secret);
      for (const path of imported.assets.values()) expect(path).toMatch(/^course\/static\//);
    });

    it("holds only what an author may save", () => {
      for (const question of questionsOf(imported)) expect(questionViolations(question, "q")).toEqual({});
      const kept = imported.content.banks.flatMap(({ questions }) => questions.map(({ question }) => question));
      for (const question of kept) expect(questionViolations(question, "q")).toEqual({});
      for (const block of blocksOf(imported)) {
        if (block.kind === "assignment") expect(assignmentViolations(block.assignment, "a")).toEqual({});
        if (block.kind === "text") expect(Buffer.byteLength(block.markdown)).toBeLessThan(200_000);
        for (const [, name] of JSON.stringify(block).matchAll(/asset:([^)"\s]+)/g)) {
          expect([...imported.assets.keys()]).toContain(decodeURIComponent(name as string));
        }
      }
    });
  },
);
