import type { RouteObject } from "react-router";
import { lazyPage } from "../../components/lazy-page.tsx";

/** For those who write courses. */
export const routes: RouteObject[] = [
  {
    path: "/authoring",
    element: lazyPage(() => import("./authors-only.tsx")),
    children: [
      { index: true, element: lazyPage(() => import("./courses/courses.tsx")) },
      { path: "imports", element: lazyPage(() => import("./imports/imports.tsx")) },
      { path: "paths", element: lazyPage(() => import("./paths/paths.tsx")) },
      { path: "paths/:pathId", element: lazyPage(() => import("./paths/path.tsx")) },
      { path: "imports/:importId", element: lazyPage(() => import("./imports/import.tsx")) },
      {
        path: ":courseId",
        element: lazyPage(() => import("./course/course.tsx")),
        children: [
          { index: true, element: lazyPage(() => import("./course/outline.tsx")) },
          { path: "banks", element: lazyPage(() => import("./banks/banks.tsx")) },
          { path: "banks/:bankId", element: lazyPage(() => import("./banks/bank.tsx")) },
          { path: "settings", element: lazyPage(() => import("./course/settings.tsx")) },
          { path: "grading", element: lazyPage(() => import("./grading/queue.tsx")) },
          { path: "grading/:submissionId", element: lazyPage(() => import("./grading/submission.tsx")) },
          { path: "cohorts", element: lazyPage(() => import("./cohorts/cohorts.tsx")) },
          { path: "cohorts/enrol", element: lazyPage(() => import("./cohorts/enrol.tsx")) },
          { path: "discussion", element: lazyPage(() => import("./discussion/discussion.tsx")) },
          { path: "analytics", element: lazyPage(() => import("./analytics/analytics.tsx")) },
          { path: "learners", element: lazyPage(() => import("./course/learners.tsx")) },
        ],
      },
      { path: ":courseId/lessons/:lessonId", element: lazyPage(() => import("./lesson/lesson.tsx")) },
    ],
  },
];
