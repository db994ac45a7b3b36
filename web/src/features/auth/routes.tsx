import type { RouteObject } from "react-router";
import { lazyPage } from "../../components/lazy-page.tsx";
import { openToAll } from "../../lib/routes.ts";

/** Coming in: pages without the bars. */
export const routes: RouteObject[] = [
  {
    element: lazyPage(() => import("./entrance.tsx")),
    handle: openToAll,
    children: [
      { path: "/log-in", element: lazyPage(() => import("./log-in/log-in.tsx")) },
      { path: "/sign-up", element: lazyPage(() => import("./sign-up.tsx")) },
      { path: "/confirm", element: lazyPage(() => import("./confirm.tsx")) },
      { path: "/forgot", element: lazyPage(() => import("./forgot.tsx")) },
      { path: "/reset", element: lazyPage(() => import("./reset.tsx")) },
      { path: "/newsletter", element: lazyPage(() => import("./newsletter.tsx")) },
      { path: "/unsubscribe", element: lazyPage(() => import("./unsubscribe.tsx")) },
    ],
  },
];
