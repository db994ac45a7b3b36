import type { RouteObject } from "react-router";
import { lazyPage } from "../../components/lazy-page.tsx";

/** People and their profiles. */
export const routes: RouteObject[] = [
  { path: "/people", element: lazyPage(() => import("./people.tsx")) },
  { path: "/people/:handleOrId", element: lazyPage(() => import("./profile.tsx")) },
  { path: "/people/:handleOrId/followers", element: lazyPage(() => import("./connections.tsx")) },
  { path: "/people/:handleOrId/following", element: lazyPage(() => import("./connections.tsx")) },
];

/** One's own profile, among the settings. */
export const settings: RouteObject[] = [
  { path: "profile", element: lazyPage(() => import("./edit/profile-settings.tsx")) },
];
