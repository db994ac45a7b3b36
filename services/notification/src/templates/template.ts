/** The languages that people read in. */
export type Language = "RU" | "EN";

/** What a line of the inbox tells, before it has words. */
export type Note = { name: "security"; action: string; device: string; place: string };

/** What a mail tells, before it has words. */
export type Letter =
  | { name: "confirm-email"; token: string }
  | { name: "reset-password"; token: string }
  | { name: "registration-repeated" }
  | { name: "note"; note: Note; unsubscribe: string | undefined };

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
