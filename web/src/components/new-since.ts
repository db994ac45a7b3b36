/** Something that was said in a list. */
export interface Said {
  /** A UUIDv7, whose order is that of time. */
  id: string;
  by: string;
  own: boolean;
}

/** The newest of a list; empty for an empty one. */
export function newestOf(said: readonly Said[]): string {
  return (
    said
      .map(({ id }) => id)
      .sort()
      .at(-1) ?? ""
  );
}

/** What others said since. */
export function newSince(said: readonly Said[], newest: string): Said[] {
  return said.filter(({ id, own }) => !own && id > newest);
}
