import { useSyncExternalStore } from "react";

/** Whether the page is dark now, wherever on it a text is drawn. */
export function useDark(): boolean {
  return useSyncExternalStore(watch, () => document.documentElement.dataset.mantineColorScheme === "dark");
}

function watch(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ["data-mantine-color-scheme"] });
  return () => observer.disconnect();
}
