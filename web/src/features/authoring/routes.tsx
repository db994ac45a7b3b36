import type { RouteObject } from "react-router";

/** Writing courses. */
export const routes: RouteObject[] = [];
