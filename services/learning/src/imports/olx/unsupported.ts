import type { Change } from "../report.ts";

const builtIn: Record<string, Change> = {
  discussion: {
    reason: "DISCUSSION_BUILT_IN",
    message: "Each block can be talked about here; what was said is not in the archive.",
  },
  done: {
    reason: "COMPLETION_BUILT_IN",
    message: "Each block is marked as done here; a button of its own is not needed.",
  },
};

const why: Record<string, string> = {
  lti: "It runs on another provider's server by LTI, and its keys must not be carried.",
  lti_consumer: "It runs on another provider's server by LTI, and its keys must not be carried.",
  staffgradedxblock: "Points that staff enter for what nobody hands in have no like here.",
  poll: "Polls have no like here.",
  poll_question: "Polls have no like here.",
  survey: "Surveys have no like here.",
  word_cloud: "Word clouds have no like here.",
  scorm: "Its package is not read from here; import the package itself, which is played.",
  h5pxblock: "H5P packages are programs, which are not run here.",
  wiki: "A course has no wiki of its own; the knowledge base is there for all.",
  split_test: "Content that is split among groups of learners for an experiment has no like here.",
  imagemodal: "Zoomable images have no like here.",
  recommender: "Lists that learners recommend have no like here.",
  "google-calendar": "Calendars of another provider are not embedded here.",
  "google-document": "Documents of another provider are not embedded here.",
  crowdsource_hinter: "Hints that learners write have no like here.",
  unit: "Units of a newer format are not read yet.",
};

/** Why a kind of block was left out. */
export function whyLeftOut(kind: string): Change {
  const message = why[kind] ?? "Blocks of this kind have no like here.";
  return builtIn[kind] ?? { reason: "BLOCK_KIND_UNSUPPORTED", message };
}
