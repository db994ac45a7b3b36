/** The handle of a route that strangers may open; all others send them to log in first. */
export const openToAll = { open: true } as const;

/** Whether one of the matched routes is open to strangers. */
export function isOpen(matches: { route: { handle?: unknown } }[] | null): boolean {
  return matches?.some(({ route }) => (route.handle as { open?: boolean } | undefined)?.open) ?? false;
}

/** The address of the log-in page that leads back to `path`. */
export function logInAddress(path: string): string {
  return path === "/" ? "/log-in" : `/log-in?next=${encodeURIComponent(path)}`;
}

/** The path that `next` names, if it is one of ours: a link must not lead people away after they logged in. */
export function pathAfterLogIn(next: string | null): string {
  return next && /^\/(?![/\\])/.test(next) ? next : "/";
}
