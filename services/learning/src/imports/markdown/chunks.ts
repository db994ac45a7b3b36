const enough = 16 * 1024;

/**
 * Cuts Markdown between blocks into parts that can be parsed on their own, none much longer than 16 KB where its
 * author began anew, so that others may work between them. Joined, the parts are the text again.
 */
export function chunksOf(markdown: string): string[] {
  const chunks: string[] = [];
  let start = 0;
  let at = 0;
  let code: string | undefined;
  let afterBlank = false;
  for (const line of markdown.split(/(?<=\n)/)) {
    // A line without indentation after a blank one, an item or a heading ends what was open, but code between fences.
    const begins = (afterBlank && /^[^\s>]/.test(line)) || /^(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]/.test(line);
    if (code === undefined && begins && at - start >= enough) {
      chunks.push(markdown.slice(start, at));
      start = at;
    }
    const mark = /^\s{0,3}(`{3,}|~{3,})/.exec(line)?.[1]?.slice(0, 3);
    if (mark !== undefined && (code === undefined || code === mark)) code = code === undefined ? mark : undefined;
    afterBlank = line.trim() === "";
    at += line.length;
  }
  chunks.push(markdown.slice(start));
  return chunks;
}
