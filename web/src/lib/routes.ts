/** The handle of a route that strangers may open; all others send them to log in first. */
export const openToAll = { open: true } as const;

/** Whether one of the matched routes is open to strangers. */
export function isOpen(matches: { route: { handle?: unknown } }[] | null): boolean {
  return matches?.some(({ route }) => (route.handle as { open?: boolean } | undefined)?.open) ?? false;
}

/** The handle of a route whose pages share what it shows around them: that stays from one to the next. */
export const layout = { layout: true } as const;

/** The address of the outermost matched route that its pages share; undefined where none is. */
export function layoutIn(matches: { pathname: string; route: { handle?: unknown } }[] | null): string | undefined {
  return matches?.find(({ route }) => (route.handle as { layout?: boolean } | undefined)?.layout)?.pathname;
}

/** The address of the log-in page that leads back to `path`. */
export function logInAddress(path: string): string {
  return path === "/" ? "/log-in" : `/log-in?next=${encodeURIComponent(path)}`;
}

/** The path that `next` names, if it is one of ours: a link must not lead people away after they logged in. */
export function pathAfterLogIn(next: string | null): string {
  return next && /^\/(?![/\\])/.test(next) ? next : "/";
}
