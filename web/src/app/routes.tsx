import type { RouteObject } from "react-router";
import { lazyPage } from "../components/lazy-page.tsx";
import { routes as admin } from "../features/admin/routes.tsx";
import { routes as auth } from "../features/auth/routes.tsx";
import { routes as authoring } from "../features/authoring/routes.tsx";
import { routes as inbox } from "../features/inbox/routes.tsx";
import { routes as knowledge } from "../features/knowledge/routes.tsx";
import { routes as learning } from "../features/learning/routes.tsx";
import { routes as news } from "../features/news/routes.tsx";
import { settings as ownProfile, routes as people } from "../features/people/routes.tsx";
import { settingsRoutes } from "../features/settings/routes.tsx";
import { openToAll } from "../lib/routes.ts";
import { Start } from "./start.tsx";

/** Pages that stand alone, without the bars. */
export const alone: RouteObject[] = auth;

/** Pages inside the shell. */
export const inside: RouteObject[] = [
  { path: "/", handle: openToAll, element: <Start /> },
  ...learning,
  ...knowledge,
  ...news,
  ...people,
  ...inbox,
  ...settingsRoutes(ownProfile),
  ...authoring,
  ...admin,
  { path: "*", handle: openToAll, element: lazyPage(() => import("./not-found.tsx")) },
];
