/** Markdown as a line where no formatting can be shown; a gap of a cloze is a line to write on. */
export function plain(markdown: string): string {
  return markdown
    .replace(/\[\[[A-Za-z0-9_-]{1,40}\]\]/g, "\u2026\u2026")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[*_`~#>]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
