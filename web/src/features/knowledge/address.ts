/** The addresses of the knowledge base. What is no space and no page stands behind `-`, which is the slug of none. */
export const spaceAddress = (slug: string) => `/knowledge/${slug}`;
export const spacePart = (slug: string, part: string) => `/knowledge/${slug}/-/${part}`;
export const pageAddress = (spaceSlug: string, slug: string) => `/knowledge/${spaceSlug}/${encodeURIComponent(slug)}`;
/** Leads to a page wherever it stands. */
export const anyPage = (pageId: string) => `/knowledge/-/pages/${pageId}`;
export const proposalAddress = (proposalId: string) => `/knowledge/-/proposals/${proposalId}`;
export const searchAddress = "/knowledge/-/search";
/** What changed on a page since a revision of it. */
export const changesSince = (page: string, revision: number) => `${page}/history?since=${revision}`;
