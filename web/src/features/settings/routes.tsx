import { Navigate, type RouteObject } from "react-router";
import { lazyPage } from "../../components/lazy-page.tsx";

/** Everything that a person sets for themselves; pages of other features may stand among them. */
export function settingsRoutes(others: RouteObject[]): RouteObject[] {
  return [
    {
      path: "/settings",
      element: lazyPage(() => import("./settings-layout.tsx")),
      children: [
        { index: true, element: <Navigate to="/settings/profile" replace /> },
        ...others,
        { path: "security", element: lazyPage(() => import("./security/security.tsx")) },
        { path: "notifications", element: lazyPage(() => import("./notifications.tsx")) },
        { path: "privacy", element: lazyPage(() => import("./privacy.tsx")) },
        { path: "appearance", element: lazyPage(() => import("./appearance.tsx")) },
        { path: "data", element: lazyPage(() => import("./data/data.tsx")) },
      ],
    },
  ];
}
