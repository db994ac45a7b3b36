import type { Picture } from "@platform/connect/platform/news/v1/article_pb.ts";
import type { Resolve } from "../../components/markdown/markdown.tsx";

const scheme = "picture:";

/** How an article's text names a picture of its own. */
export const pictureAddress = (id: string): string => `${scheme}${id}`;

/** Where the pictures that a text names can be seen. */
export function pictureResolver(pictures: readonly Pick<Picture, "id" | "url">[]): Resolve {
  return (address) => {
    if (!address.startsWith(scheme)) return address;
    return pictures.find(({ id }) => id === address.slice(scheme.length))?.url ?? address;
  };
}
