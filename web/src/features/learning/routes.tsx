import type { RouteObject } from "react-router";
import { lazyPage } from "../../components/lazy-page.tsx";
import { openToAll } from "../../lib/routes.ts";

/** Courses, their lessons, and the certificates that they end with. */
export const routes: RouteObject[] = [
  { path: "/courses", handle: openToAll, element: lazyPage(() => import("./catalogue/catalogue.tsx")) },
  { path: "/courses/:courseId", handle: openToAll, element: lazyPage(() => import("./course/course.tsx")) },
  { path: "/courses/:courseId/lessons/:lessonId", element: lazyPage(() => import("./player/lesson.tsx")) },
  { path: "/paths", handle: openToAll, element: lazyPage(() => import("./paths/paths.tsx")) },
  { path: "/paths/:pathId", handle: openToAll, element: lazyPage(() => import("./paths/path.tsx")) },
  { path: "/certificates", element: lazyPage(() => import("./certificates/own-certificates.tsx")) },
  {
    path: "/certificates/:certificateId",
    handle: openToAll,
    element: lazyPage(() => import("./certificates/certificate.tsx")),
  },
];
