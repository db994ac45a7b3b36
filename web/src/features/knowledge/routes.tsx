import type { RouteObject } from "react-router";
import { lazyPage } from "../../components/lazy-page.tsx";
import { layout, openToAll } from "../../lib/routes.ts";

/** The knowledge base; open spaces are read by strangers too. */
export const routes: RouteObject[] = [
  { path: "/knowledge", handle: openToAll, element: lazyPage(() => import("./home/home.tsx")) },
  { path: "/knowledge/-/search", handle: openToAll, element: lazyPage(() => import("./search/search.tsx")) },
  { path: "/knowledge/-/pages/:pageId", handle: openToAll, element: lazyPage(() => import("./page/any-page.tsx")) },
  { path: "/knowledge/-/reviews", element: lazyPage(() => import("./upkeep/own-reviews.tsx")) },
  { path: "/knowledge/-/proposals", element: lazyPage(() => import("./proposals/proposals.tsx")) },
  { path: "/knowledge/-/proposals/:proposalId", element: lazyPage(() => import("./proposals/proposal.tsx")) },
  {
    path: "/knowledge/:space",
    handle: { ...openToAll, ...layout },
    element: lazyPage(() => import("./space/space.tsx")),
    children: [
      { index: true, handle: openToAll, element: lazyPage(() => import("./space/front.tsx")) },
      { path: "-/settings", element: lazyPage(() => import("./space/settings.tsx")) },
      { path: "-/transfer", element: lazyPage(() => import("./transfer/transfer.tsx")) },
      { path: "-/transfer/:jobId", element: lazyPage(() => import("./transfer/job.tsx")) },
      { path: "-/upkeep", element: lazyPage(() => import("./upkeep/upkeep.tsx")) },
      { path: "-/upkeep/:part", element: lazyPage(() => import("./upkeep/upkeep.tsx")) },
      { path: ":page", handle: openToAll, element: lazyPage(() => import("./page/page.tsx")) },
      { path: ":page/history", element: lazyPage(() => import("./history/history.tsx")) },
    ],
  },
  { path: "/knowledge/:space/:page/edit", element: lazyPage(() => import("./edit/edit.tsx")) },
  { path: "/shared/:token", handle: openToAll, element: lazyPage(() => import("./shared/shared.tsx")) },
];
