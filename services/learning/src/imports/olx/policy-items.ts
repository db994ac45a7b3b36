import type { Change } from "../report.ts";

/** Names of settings that hold what nobody but the other system must know. */
const secret = /passport|secret|token|passw|credential|private|api_?key|(^|_)keys?($|_)/i;

const why: [names: RegExp, message: string][] = [
  [/^course_image$/, "The image is not in the archive."],
  [/^(start|end|enrollment_start|enrollment_end|advertised_start)$/, "A course opens here when it is published."],
  [/^self_paced$/, "Each course is taken at one's own pace here; lessons may have deadlines."],
  [/^graceperiod$/, "There is no time of grace after a deadline here."],
  [/^(tabs|hide_progress_tab|wiki_slug)$/, "A course has no pages of its own beside its lessons here."],
  [/^advanced_modules$/, "Kinds of blocks are not switched on one by one here."],
  [/^(cert|certificate)/, "What its certificates say and how they look is set in the settings of the course."],
  [/^(minimum_grade_credit|credit_)/, "There is no credit of another institution here."],
  [/^(discussion|allow_anonymous)/, "Each block of a course can be talked about here, under one's own name."],
  [
    /^(teams_configuration|user_partitions|cohort_config)$/,
    "Groups of learners are cohorts here, which are made on the page of the course.",
  ],
  [/textbooks$/, "Textbooks have no shelf of their own here."],
  [/^(instructor_info|learning_info)$/, "It may be put into the description by hand."],
  [/^(entrance_exam|enable_subsection_gating)/, "What must be done before is said by prerequisite courses here."],
  [/proctor/, "There is no proctoring here."],
];

/** Why a setting of a course was left out. */
export function whyPolicyLeftOut(name: string): Change {
  if (secret.test(name)) return { reason: "SECRET_LEFT_OUT", message: "Keys and secrets are never carried over." };
  const found = why.find(([names]) => names.test(name));
  return { reason: "POLICY_NOT_CARRIED", message: found?.[1] ?? "This setting of Open edX has no like here." };
}
