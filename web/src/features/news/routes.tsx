import type { RouteObject } from "react-router";
import { lazyPage } from "../../components/lazy-page.tsx";
import { openToAll } from "../../lib/routes.ts";

/** The news, which strangers read too. */
export const routes: RouteObject[] = [
  { path: "/news", handle: openToAll, element: lazyPage(() => import("./list/news.tsx")) },
  { path: "/news/tags/:tag", handle: openToAll, element: lazyPage(() => import("./list/tag.tsx")) },
  { path: "/news/authors/:accountId", handle: openToAll, element: lazyPage(() => import("./list/author.tsx")) },
  {
    path: "/news/editor",
    element: lazyPage(() => import("./editor/writers-only.tsx")),
    children: [
      { index: true, element: lazyPage(() => import("./editor/desk.tsx")) },
      { path: ":articleId", element: lazyPage(() => import("./editor/editor.tsx")) },
    ],
  },
  {
    element: lazyPage(() => import("./staff-only.tsx")),
    children: [
      { path: "/news/moderation", element: lazyPage(() => import("./moderation/queue.tsx")) },
      { path: "/news/imports", element: lazyPage(() => import("./imports/imports.tsx")) },
    ],
  },
  { path: "/news/:slug", handle: openToAll, element: lazyPage(() => import("./article/article.tsx")) },
];
