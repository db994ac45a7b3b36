import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import type { UpdateCourseRequest } from "@platform/grpc/platform/learning/v1/authoring_service.ts";
import { refuse } from "@platform/kit";
import type { SettingsChange } from "../settings.ts";

const readers: Record<string, (request: UpdateCourseRequest) => SettingsChange> = {
  title: ({ title }) => ({ title }),
  summary: ({ summary }) => ({ summary }),
  description: ({ description }) => ({ description }),
  language: ({ language }) => {
    if (language === Language.UNSPECIFIED) throw refuse.invalid({ language: "must be said" });
    return { language: language === Language.RU ? "RU" : "EN" };
  },
  skills: ({ skills }) => ({ skills }),
  minutes: ({ minutes }) => ({ minutes }),
  prerequisite_ids: ({ prerequisiteIds }) => ({ prerequisiteIds: prerequisiteIds.map((id) => id.toLowerCase()) }),
  grading: ({ grading }) => {
    if (!grading) throw refuse.invalid({ grading: "must be given" });
    return { grading };
  },
  cover: ({ cover }) => ({ cover }),
};

/** The settings that a request's mask names. */
export function readSettings(request: UpdateCourseRequest): SettingsChange {
  const changes = (request.updateMask ?? []).map((path) => {
    const read = readers[path];
    if (!read) throw refuse.invalid({ update_mask: `${path} is no setting of a course` });
    return read(request);
  });
  return Object.assign({}, ...changes) as SettingsChange;
}
