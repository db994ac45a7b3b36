import { create, equals } from "@bufbuild/protobuf";
import type { GetDraftResponse } from "@platform/connect/platform/learning/v1/authoring_service_pb.ts";
import type { GetCourseResponse } from "@platform/connect/platform/learning/v1/catalogue_service_pb.ts";
import {
  CertificateDesignSchema,
  type Course,
  GradingPolicySchema,
} from "@platform/connect/platform/learning/v1/course_pb.ts";

const plain = ["title", "summary", "description", "language", "minutes"] as const;

/** In what a draft differs from what learners see, as far as the outline and the settings tell. */
export function differences(draft: GetDraftResponse, published: GetCourseResponse) {
  const before = new Map(lessonsOf(published).map(({ id, title }) => [id, title]));
  const after = new Map(lessonsOf(draft).map(({ id, title }) => [id, title]));
  const stayed = (ids: Iterable<string>, others: Map<string, string>) => [...ids].filter((id) => others.has(id)).join();
  return {
    settings: draft.course && published.course ? settingsThatDiffer(draft.course, published.course) : [],
    added: [...after.keys()].filter((id) => !before.has(id)).length,
    removed: [...before.keys()].filter((id) => !after.has(id)).length,
    renamed: [...after].filter(([id, title]) => before.has(id) && before.get(id) !== title).length,
    reordered: stayed(after.keys(), before) !== stayed(before.keys(), after),
  };
}

function lessonsOf({ modules }: Pick<GetDraftResponse, "modules">) {
  return modules.flatMap(({ lessons }) => lessons);
}

function settingsThatDiffer(draft: Course, published: Course) {
  const names: ((typeof plain)[number] | "skills" | "prerequisites" | "grading" | "certificate")[] = plain.filter(
    (name) => draft[name] !== published[name],
  );
  if (draft.skills.join("\n") !== published.skills.join("\n")) names.push("skills");
  if (draft.prerequisiteIds.join() !== published.prerequisiteIds.join()) names.push("prerequisites");
  if (draft.grading && published.grading && !equals(GradingPolicySchema, draft.grading, published.grading)) {
    names.push("grading");
  }
  const blank = create(CertificateDesignSchema);
  if (!equals(CertificateDesignSchema, draft.certificate ?? blank, published.certificate ?? blank)) {
    names.push("certificate");
  }
  return names;
}
