/** One mail to one person. */
export interface Message {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Further headers, such as List-Unsubscribe. */
  headers?: Record<string, string>;
  /** The same id twice is the same mail; it becomes the Message-ID. */
  id: string;
}

/** Sends mail. */
export interface Mail {
  /** Resolves once the mail was handed over; throws where it may be tried again. */
  send(message: Message): Promise<void>;
}

/** A mail that was kept instead of sent. */
export interface CapturedMessage extends Message {
  time: string;
}
