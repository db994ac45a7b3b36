import type { RouteObject } from "react-router";

/** Courses, lessons, certificates. */
export const routes: RouteObject[] = [];
