import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import type { UpdateCourseRequest } from "@platform/grpc/platform/learning/v1/authoring_service.ts";
import { refuse } from "@platform/kit";
import type { SettingsChange } from "../settings.ts";

type Reader = (request: UpdateCourseRequest) => SettingsChange;

// A map, since an object answers to names that nobody gave it, such as `constructor`.
const readers = new Map<string, Reader>([
  ["title", ({ title }) => ({ title })],
  ["summary", ({ summary }) => ({ summary })],
  ["description", ({ description }) => ({ description })],
  ["language", ({ language }) => ({ language: readLanguage(language) })],
  ["skills", ({ skills }) => ({ skills })],
  ["minutes", ({ minutes }) => ({ minutes })],
  ["prerequisite_ids", ({ prerequisiteIds }) => ({ prerequisiteIds: prerequisiteIds.map((id) => id.toLowerCase()) })],
  ["grading", ({ grading }) => ({ grading: readPolicy(grading) })],
  ["cover", ({ cover }) => ({ cover })],
  ["certificate", ({ certificate }) => ({ certificate: readDesign(certificate) })],
]);

/** The settings that a request's mask names. */
export function readSettings(request: UpdateCourseRequest): SettingsChange {
  const changes = (request.updateMask ?? []).map((path) => {
    const read = readers.get(path);
    if (!read) throw refuse.invalid({ update_mask: `${path} is no setting of a course` });
    return read(request);
  });
  return Object.assign({}, ...changes) as SettingsChange;
}

function readLanguage(language: Language): "RU" | "EN" {
  if (language === Language.UNSPECIFIED) throw refuse.invalid({ language: "must be said" });
  return language === Language.RU ? "RU" : "EN";
}

function readDesign(design: UpdateCourseRequest["certificate"]) {
  if (!design) throw refuse.invalid({ certificate: "must be given" });
  return design;
}

function readPolicy(grading: UpdateCourseRequest["grading"]) {
  if (!grading) throw refuse.invalid({ grading: "must be given" });
  return grading;
}
