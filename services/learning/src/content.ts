/**
 * What a course holds, as the database keeps it and as imports and exports read and write it. Ids are UUIDv7 and stay
 * the same from version to version, so that progress does.
 */
export interface CourseContent {
  settings: CourseSettings;
  modules: ModuleContent[];
  banks: BankContent[];
}

/** Questions from which lessons draw. */
export interface BankContent {
  id: string;
  title: string;
  questions: BankQuestion[];
}

export interface BankQuestion {
  id: string;
  /** For its author alone; may be empty. */
  title: string;
  question: Question;
}

export interface CourseSettings {
  title: string;
  /** One or two sentences, plain text. */
  summary: string;
  /** Markdown. */
  description: string;
  language: "RU" | "EN";
  skills: string[];
  /** How long the course takes; zero where nothing is said. */
  minutes: number;
  /** The name of an asset that is an image; empty for none. */
  cover: string;
  grading: GradingPolicy;
  /** Absent where it was never said. */
  certificate?: CertificateDesign;
}

/** How certificates look; what is empty is as on every one of the platform. */
export interface CertificateDesign {
  heading: string;
  statement: string;
  signer: string;
  signerTitle: string;
  /** The name of an asset that is a PNG, JPEG or WebP. */
  signature: string;
  /** As `#rrggbb`. */
  accent: string;
}

/** Scores are 0 to 1; weights are taken in proportion. */
export interface GradingPolicy {
  passScore: number;
  categories: { name: string; weight: number; dropLowest: number }[];
  requireAllBlocks: boolean;
}

export interface ModuleContent {
  id: string;
  title: string;
  lessons: LessonContent[];
}

export interface LessonContent {
  id: string;
  title: string;
  /** The part of the module that the lesson belongs to; may be empty. */
  section: string;
  grading: LessonGrading;
  blocks: Block[];
}

export interface LessonGrading {
  /** A category of the course's policy; empty for practice. */
  category: string;
  /** Zero means as often as one likes. */
  maxAttempts: number;
  /** How long one attempt may take; zero means no limit. */
  minutes: number;
  /** ISO 8601; null for none. */
  dueTime: string | null;
  /** Days from enrolment; zero for none. */
  dueDays: number;
  showAnswers: "AFTER_ATTEMPT" | "WHEN_CLOSED" | "NEVER";
}

/** Markdown, video sources and files name the course's own files as `asset:<name>`. */
export type Block =
  | { id: string; kind: "text"; markdown: string }
  | { id: string; kind: "video"; title: string; source: string; transcript: string }
  | { id: string; kind: "file"; name: string; source: string }
  | { id: string; kind: "question"; question: Question }
  | { id: string; kind: "draw"; bankId: string; count: number; points: number }
  | { id: string; kind: "assignment"; assignment: Assignment }
  | ({ id: string; kind: "package" } & PackagePart);

/** Whether a block is done by being answered in an attempt. */
export function isAnswerable({ kind }: Pick<Block, "kind">): boolean {
  return kind === "question" || kind === "draw";
}

/** Whether a block is done by being read, watched or taken. */
export function isReadable(block: Pick<Block, "kind">): boolean {
  return !isAnswerable(block) && block.kind !== "assignment" && block.kind !== "package";
}

export type PackageVersion = "SCORM_1_2" | "SCORM_2004";

/** A part of a package of the course, which is played, and says itself how far its learner is. */
export interface PackagePart {
  title: string;
  packageId: string;
  /** The address of one of the package's entries. */
  entry: string;
  version: PackageVersion;
  /** Zero where it does not count. */
  points: number;
}

/** Work to hand in, which people grade. */
export interface Assignment {
  title: string;
  /** Markdown. */
  instructions: string;
  /** More than zero. */
  points: number;
  /** ISO 8601; null for none. */
  dueTime: string | null;
  /** Days from enrolment; zero for none. */
  dueDays: number;
  textAnswer: boolean;
  maxFiles: number;
  maxFileMebibytes: number;
  /** Endings of names, without a dot and in lower case; empty for every kind. */
  fileTypes: string[];
  rubric: Criterion[];
  /** Works of others that each learner reviews; zero for none. */
  peerReviews: number;
}

/** One thing that is looked at in grading. */
export interface Criterion {
  id: string;
  title: string;
  description: string;
  levels: { id: string; title: string; description: string; points: number }[];
}

export type QuestionKind =
  | "SINGLE"
  | "MULTIPLE"
  | "TRUE_FALSE"
  | "NUMERIC"
  | "TEXT"
  | "ORDERING"
  | "MATCHING"
  | "CLOZE"
  | "HOTSPOT";

/** A question with what is right; the fields that its kind does not use are empty, and those of one kind absent. */
export interface Question {
  kind: QuestionKind;
  /** Markdown; in a cloze `[[id]]` of a gap stands where that gap is. */
  prompt: string;
  choices: Choice[];
  targets: Choice[];
  /** More than zero. */
  points: number;
  partialCredit: boolean;
  hints: string[];
  key: AnswerKey;
  /** Of a cloze. */
  gaps?: Gap[];
  /** Of a hotspot: `asset:<name>`. */
  image?: string;
  /** Of a hotspot: what the image shows, plain text; may be empty. */
  imageAlt?: string;
  /** Of a hotspot: how many places may be chosen; zero means any number. */
  maxChoices?: number;
  /** Of a single or a multiple choice: whether each attempt has its choices in an order of its own. */
  shuffle?: true;
}

export interface Choice {
  id: string;
  /** Markdown; plain text for places on an image and for gaps. */
  text: string;
  /** Where it is on the image of a hotspot. */
  area?: Area;
  /** Whether it keeps its place where the others are shuffled. */
  fixed?: true;
}

/** A place in the text of a cloze that is filled; one types where there are no choices. */
export interface Gap {
  id: string;
  choices: Choice[];
}

/** A place on an image, in fractions of its width and height from the upper left corner. */
export type Area =
  | { shape: "rectangle"; x: number; y: number; width: number; height: number }
  | { shape: "ellipse"; x: number; y: number; radiusX: number; radiusY: number }
  | { shape: "polygon"; points: { x: number; y: number }[] };

export interface AnswerKey {
  /** The right choices; for an ordering, all of them in their order; for true or false, `true` or `false`. */
  choiceIds: string[];
  number: number;
  /** Absolute. */
  tolerance: number;
  texts: string[];
  pairs: { choiceId: string; targetId: string }[];
  /** Markdown; may be empty. */
  explanation: string;
  /** Of a cloze: one for each gap, with a choice or with texts. */
  gaps?: GapKey[];
}

export interface GapKey {
  gapId: string;
  /** Empty where one types. */
  choiceId: string;
  texts: string[];
}

/** What a learner filled a gap with. */
export interface GapAnswer {
  gapId: string;
  /** Empty where one types. */
  choiceId: string;
  text: string;
}

/** Grading of a lesson that nobody said anything about: practice. */
export const practice: LessonGrading = {
  category: "",
  maxAttempts: 0,
  minutes: 0,
  dueTime: null,
  dueDays: 0,
  showAnswers: "AFTER_ATTEMPT",
};

/** The policy of a course that nobody said anything about: passed once everything is done. */
export const freePolicy: GradingPolicy = { passScore: 0, categories: [], requireAllBlocks: true };
