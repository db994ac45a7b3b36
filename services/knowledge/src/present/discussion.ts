import type { PageAccess } from "../access/access.ts";
import type { Viewer } from "../access/role.ts";
import { mayDelete, mayUpdate } from "../discussion/comments.ts";
import { type Comment, mayResolve, type ThreadView } from "../discussion/threads.ts";
import { type Names, presentPerson } from "./pages.ts";

/** Who looks, and what they may do on the page. */
export interface Looks {
  viewer: Viewer;
  role: PageAccess["role"];
  names: Names;
}

export function presentThread({ thread, comments }: ThreadView, looks: Looks) {
  const { id, quote, resolved } = thread;
  return {
    id,
    quote,
    resolved,
    comments: comments.map((comment) => presentComment(comment, looks)),
    mayResolve: mayResolve(thread, looks.viewer, looks.role),
  };
}

export function presentComment(comment: Comment, { viewer, role, names }: Looks) {
  const { id, authorId, markdown, createTime, updateTime } = comment;
  return {
    id,
    author: presentPerson(authorId, names),
    markdown,
    createTime,
    updateTime: updateTime ?? undefined,
    mayUpdate: mayUpdate(comment, viewer),
    mayDelete: mayDelete(comment, viewer, role),
  };
}
