import { refuse } from "./refusal.ts";

const kinds = {
  text: { matches: (value: unknown) => typeof value === "string", read: (value: unknown) => value as string },
  number: { matches: Number.isFinite, read: (value: unknown) => value as number },
  uuid: {
    matches: (value: unknown) =>
      typeof value === "string" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value),
    read: (value: unknown) => value as string,
  },
  date: {
    matches: (value: unknown) => typeof value === "string" && !Number.isNaN(Date.parse(value)),
    read: (value: unknown) => new Date(value as string),
  },
};

type Shape = Record<string, keyof typeof kinds>;
type Position<S extends Shape> = { [K in keyof S]: ReturnType<(typeof kinds)[S[K]]["read"]> };

/** Keyset paging: the token is opaque to clients, and holds where the page before ended. */
export const page = {
  /** How many rows to read for a request's page_size; zero means the standard. */
  size(requested: number, { standard = 50, most = 100 } = {}): number {
    return requested === 0 ? standard : Math.min(requested, most);
  },

  /** The token for the rows after `position`; dates are kept to the millisecond. */
  encode(position: Record<string, unknown>): string {
    return Buffer.from(JSON.stringify(position)).toString("base64url");
  },

  /**
   * Where to go on, in the shape that the list pages by: `page.decode(token, { createTime: "date", id: "uuid" })`.
   * Undefined on the first page. A token that was not made by `encode` for this shape is refused.
   */
  decode<S extends Shape>(token: string, shape: S): Position<S> | undefined {
    if (token === "") return undefined;
    try {
      const position = JSON.parse(Buffer.from(token, "base64url").toString()) as Record<string, unknown>;
      const entries = Object.entries(shape).map(([name, kind]) => {
        if (!kinds[kind].matches(position[name])) throw new TypeError(`${name} is no ${kind}`);
        return [name, kinds[kind].read(position[name])];
      });
      return Object.fromEntries(entries) as Position<S>;
    } catch (cause) {
      throw Object.assign(refuse.invalid({ page_token: "is not a token of this list" }), { cause });
    }
  },

  /**
   * Cuts rows read with a limit of `size + 1` to a page and says where the next begins, by `position` of the last
   * row shown; the token is empty on the last page.
   */
  cut<T>(rows: T[], size: number, position: (row: T) => Record<string, unknown>): { rows: T[]; nextPageToken: string } {
    if (rows.length <= size) return { rows, nextPageToken: "" };
    const shown = rows.slice(0, size);
    return { rows: shown, nextPageToken: page.encode(position(shown[size - 1] as T)) };
  },
};
