import type { RouteObject } from "react-router";
import { lazyPage } from "../../components/lazy-page.tsx";

/** The inbox. */
export const routes: RouteObject[] = [{ path: "/inbox", element: lazyPage(() => import("./inbox.tsx")) }];
