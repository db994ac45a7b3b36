/** What a reader's program is told of one list of articles, whichever format it asks for. */
export interface Feed {
  title: string;
  description: string;
  /** BCP 47 tag of the texts; undefined where they are in several languages. */
  language: string | undefined;
  /** The page that shows the same list to people. */
  pageUrl: string;
  /** The address of the feed itself, in the format that is rendered. */
  feedUrl: string;
  updatedAt: Date;
  items: readonly FeedItem[];
}

export interface FeedItem {
  /** A URN that stays when the slug changes, so that no reader shows an article twice. */
  id: string;
  url: string;
  title: string;
  summary: string;
  /** Sanitised already. */
  html: string;
  /** A picture that stands for the article; undefined for none. */
  image: string | undefined;
  language: string;
  authors: readonly string[];
  tags: readonly string[];
  publishedAt: Date;
  updatedAt: Date;
}
