const most = 60;

/**
 * A title as the words of an address: lower-case letters of any script, digits and hyphens. A title without any becomes
 * the end of an id.
 */
export function slugOf(title: string, id: string): string {
  const slug = title
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .slice(0, most)
    .replace(/^-+|-+$/g, "");
  return slug || id.slice(-8);
}

/** The same, told apart from others. */
export function apart(slug: string, id: string): string {
  return `${slug}-${id.slice(-6)}`;
}
