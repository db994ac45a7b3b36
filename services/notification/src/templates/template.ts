/** The languages that people read in. */
export type Language = "RU" | "EN";

/** What a line of the inbox tells, before it has words. Times are ISO 8601, scores 0 to 1. */
export type Note =
  | { name: "security"; action: string; device: string; place: string }
  | { name: "followed"; followerId: string; followerName: string }
  | { name: "enrolled"; courseId: string; courseTitle: string }
  | { name: "graded"; courseId: string; lessonId: string; lessonTitle: string; score: number }
  | { name: "work-graded"; courseId: string; lessonId: string; assignmentTitle: string; score: number }
  | { name: "lesson-post"; courseId: string; courseTitle: string; lessonId: string; actorName: string; excerpt: string }
  | { name: "path-completed"; pathId: string; pathTitle: string }
  | { name: "certificate-issued"; certificateId: string; courseTitle: string }
  | { name: "certificate-revoked"; certificateId: string; courseTitle: string; reason: string }
  | { name: "deadline"; courseId: string; lessonId: string; lessonTitle: string; dueTime: string }
  | { name: "space-role"; spaceName: string; path: string }
  | { name: "page-created"; title: string; path: string }
  | { name: "page-changed"; title: string; path: string }
  | { name: "comment-added"; title: string; path: string; actorName: string; excerpt: string }
  | { name: "mentioned"; title: string; path: string; actorName: string; excerpt: string }
  | { name: "proposal-made"; title: string; proposalId: string }
  | { name: "proposal-approved"; title: string; path: string }
  | { name: "proposal-rejected"; title: string; proposalId: string; reason: string }
  | { name: "review-due"; title: string; path: string }
  | { name: "translation-outdated"; title: string; sourceTitle: string; path: string }
  | { name: "pages-transferred"; spaceName: string; path: string; imported: boolean; done: boolean }
  | { name: "article-of-author"; title: string; path: string; authorName: string }
  | { name: "article-of-tag"; title: string; path: string; tagName: string }
  | { name: "article-commented"; title: string; path: string; actorName: string; excerpt: string }
  | { name: "article-answered"; title: string; path: string; actorName: string; excerpt: string }
  | { name: "article-comment-shown"; title: string; path: string }
  | { name: "article-comment-hidden"; title: string; path: string; reason: string }
  | { name: "import-done"; importId: string; courseTitle: string }
  | { name: "import-failed"; importId: string; fileName: string };

/** What a mail tells, before it has words. */
export type Letter =
  | { name: "confirm-email"; token: string }
  | { name: "reset-password"; token: string }
  | { name: "registration-repeated" }
  | { name: "confirm-newsletter"; token: string }
  | { name: "newsletter"; articleId: string; unsubscribe: string | undefined }
  | { name: "note"; note: Note; unsubscribe: string | undefined };

/** A letter whose words are ours alone. */
export type PlainLetter = Exclude<Letter, { name: "newsletter" }>;

/** A note in words. */
export interface NoteWords {
  title: string;
  body: string;
  /** A path in the web app; may be empty. */
  link: string;
}

/** A mail in words: paragraphs, and the one thing to press. */
export interface LetterWords {
  subject: string;
  paragraphs: string[];
  action?: { label: string; path: string };
}
