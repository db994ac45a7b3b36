import { lazy } from "react";
import { useViewer } from "../lib/viewer.ts";

const Home = lazy(() => import("../features/home/home.tsx"));
const Landing = lazy(() => import("../features/auth/landing.tsx"));

/** `/`: a person's home, and for a stranger what this place is. */
export function Start() {
  const { person } = useViewer();
  return person ? <Home /> : <Landing />;
}
