import { type ComponentType, lazy, type ReactElement } from "react";

/** The element of a route whose page loads when it is opened: `lazyPage(() => import("./page.tsx"))`, default export. */
export function lazyPage(load: () => Promise<{ default: ComponentType }>): ReactElement {
  const Page = lazy(load);
  return <Page />;
}
