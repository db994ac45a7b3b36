import type { ReportLine } from "../schema.ts";
import { clip } from "./clip.ts";

export type { ReportLine };

/** Something of a piece that could not be taken as it is. */
export interface Change {
  /** UPPER_SNAKE. */
  reason: string;
  /** A sentence. */
  message: string;
}

/** What a line tells of. */
export interface Piece {
  source: string;
  kind: string;
  title?: string;
}

/** Collects what became of every piece of a source, so that nothing is dropped in silence. */
export class Report {
  readonly lines: ReportLine[] = [];

  /** The piece is in the course; with changes, the line says which. */
  taken(piece: Piece, lessonId = "", changes: readonly Change[] = []): void {
    const outcome = changes.length > 0 ? "CHANGED" : "TAKEN";
    this.#add(piece, outcome, changes[0]?.reason ?? "", joined(changes), lessonId);
  }

  /** The piece is not in the course; `lessonId` names the lesson that holds what is left of it, such as its text. */
  leftOut(piece: Piece, reason: string, message: string, lessonId = ""): void {
    this.#add(piece, "LEFT_OUT", reason, message, lessonId);
  }

  /** Puts the line that was written last before those from `place` on: what holds others stands before them. */
  raise(place: number): void {
    const [last] = this.lines.splice(-1);
    if (last) this.lines.splice(place, 0, last);
  }

  #add(piece: Piece, outcome: ReportLine["outcome"], reason: string, message: string, lessonId: string): void {
    const { source, kind, title = "" } = piece;
    // What a source calls itself, or an address in it, may be of any length.
    this.lines.push({
      source: clip(source, 300),
      kind: clip(kind, 200),
      title: clip(title, 200),
      outcome,
      reason,
      message: clip(message, 2000),
      lessonId,
    });
  }
}

/** One sentence after another, each once. */
function joined(changes: readonly Change[]): string {
  return [...new Set(changes.map(({ message }) => message))].join(" ");
}
