/** Plain text as Markdown that shows the same. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>#$|~]/g, "\\$&");
}
