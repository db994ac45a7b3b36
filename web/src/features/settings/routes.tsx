import type { RouteObject } from "react-router";

/** Pages to come. */
export const routes: RouteObject[] = [];
