const longestSlug = 60;

/**
 * A title as the words of an address: lower-case letters of any script, digits and hyphens. A title without any becomes
 * the end of an id.
 */
export function slugOf(title: string, id: string): string {
  const slug = title
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .slice(0, longestSlug)
    .replace(/^-+|-+$/g, "");
  return slug || id.slice(-8);
}

/** The same, told apart from others. */
export function apart(slug: string, id: string): string {
  return `${slug}-${id.slice(-6)}`;
}

/** A text as it is indexed and searched: lower case made here, since a database without a locale knows Latin alone. */
export function searchable(text: string): string {
  return text.normalize("NFKC").toLowerCase().replaceAll("ё", "е").replaceAll("\0", " ");
}
