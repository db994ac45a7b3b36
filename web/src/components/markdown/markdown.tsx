import { Skeleton, Stack } from "@mantine/core";
import { lazy, Suspense } from "react";
import styles from "./markdown.module.css";
import type { Slots } from "./slots.ts";

const Rendered = lazy(() => import("./rendered.tsx"));

/** Where an address in Markdown really leads. */
export type Resolve = (address: string) => string;

/** Where wiki links lead; where it is given, headings have ids as well. */
export interface Wiki {
  /** The address of the page that a target names; undefined for none. */
  lead(target: string): string | undefined;
  /** Where the page that is missing can be written; undefined for those who may not. */
  missing?(target: string): string | undefined;
}

/**
 * Markdown with tables, code and maths; never HTML. Its highest heading is shown as one of `level`, those below
 * follow without a gap, so that a page's outline stays whole whatever an author wrote.
 */
export function Markdown({
  text,
  level = 2,
  resolve,
  wiki,
  slots,
  small,
}: {
  text: string;
  level?: number;
  resolve?: Resolve;
  wiki?: Wiki;
  slots?: Slots;
  small?: boolean;
}) {
  return (
    <div className={`${styles.prose} ${small ? styles.small : "reading"}`} data-level={level}>
      <Suspense fallback={small ? <span>{text}</span> : <Lines />}>
        <Rendered
          text={text}
          level={level}
          {...(resolve && { resolve })}
          {...(wiki && { wiki })}
          {...(slots && { slots })}
        />
      </Suspense>
    </div>
  );
}

function Lines() {
  return (
    <Stack gap="sm" aria-hidden>
      <Skeleton height={14} />
      <Skeleton height={14} width="92%" />
      <Skeleton height={14} width="64%" />
    </Stack>
  );
}
