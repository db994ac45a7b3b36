/** Where an article is read. */
export function articleAddress(slug: string): string {
  return `/news/${encodeURIComponent(slug)}`;
}

export function tagAddress(slug: string): string {
  return `/news/tags/${encodeURIComponent(slug)}`;
}

export function authorAddress(accountId: string): string {
  return `/news/authors/${accountId}`;
}
