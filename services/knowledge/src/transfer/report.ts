import type { ReportLine } from "../schema.ts";

const longest = 300;

/** What became of each file of an import. */
export class Report {
  readonly lines: ReportLine[] = [];

  /** The file is there; with changes, the first says why and about what. */
  taken(source: string, pageId: string, changes: readonly [reason: string, detail: string][] = []): void {
    const [first] = changes;
    const details = changes.filter(([reason]) => reason === first?.[0]).map(([, detail]) => detail);
    this.#add(source, first ? "CHANGED" : "TAKEN", first?.[0] ?? "", details.filter(Boolean).join(", "), pageId);
  }

  /** The file is not there. */
  leftOut(source: string, reason: string, detail = ""): void {
    this.#add(source, "LEFT_OUT", reason, detail, "");
  }

  count(outcome: ReportLine["outcome"]): number {
    return this.lines.reduce((sum, line) => sum + Number(line.outcome === outcome), 0);
  }

  #add(source: string, outcome: ReportLine["outcome"], reason: string, detail: string, pageId: string): void {
    this.lines.push({ source: source.slice(0, longest), outcome, reason, detail: detail.slice(0, longest), pageId });
  }
}
