const why: Record<string, string> = {
  lti: "It runs on another provider's server by LTI, and its keys must not be carried.",
  lti_consumer: "It runs on another provider's server by LTI, and its keys must not be carried.",
  discussion: "Discussions of a course are not kept inside its lessons here.",
  "drag-and-drop-v2": "Pictures that pieces are dragged onto have no like here.",
  drag_and_drop_v2: "Pictures that pieces are dragged onto have no like here.",
  edx_sga: "Work that staff grade from uploaded files has no like here.",
  staffgradedxblock: "Points that staff enter by hand have no like here.",
  openassessment: "Open responses that peers or staff assess have no like here.",
  poll: "Polls have no like here.",
  poll_question: "Polls have no like here.",
  survey: "Surveys have no like here.",
  word_cloud: "Word clouds have no like here.",
  done: "Each block can be marked as done here; a button of its own is not needed.",
  scorm: "SCORM packages are programs, which are not run here.",
  h5pxblock: "H5P packages are programs, which are not run here.",
  wiki: "A course has no wiki here.",
  split_test: "Content that is split among groups of learners for an experiment has no like here.",
  imagemodal: "Zoomable images have no like here.",
  recommender: "Lists that learners recommend have no like here.",
  "google-calendar": "Calendars of another provider are not embedded here.",
  "google-document": "Documents of another provider are not embedded here.",
  crowdsource_hinter: "Hints that learners write have no like here.",
  unit: "Units of a newer format are not read yet.",
};

/** Why a kind of block was left out, in a sentence. */
export function whyLeftOut(kind: string): string {
  return why[kind] ?? "Blocks of this kind have no like here.";
}
