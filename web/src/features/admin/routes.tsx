import { Navigate, type RouteObject } from "react-router";
import { lazyPage } from "../../components/lazy-page.tsx";

/** For those who run the platform. */
export const routes: RouteObject[] = [
  {
    path: "/admin",
    element: lazyPage(() => import("./admin-layout.tsx")),
    children: [
      { index: true, element: <Navigate to="/admin/users" replace /> },
      { path: "users", element: lazyPage(() => import("./users.tsx")) },
      { path: "audit", element: lazyPage(() => import("./audit.tsx")) },
      { path: "events", element: lazyPage(() => import("./events.tsx")) },
    ],
  },
];
