import { type PageHead, PageState } from "@platform/connect/platform/knowledge/v1/page_pb.ts";
import { IconChevronRight, IconFileText, IconLock, IconPlus } from "@tabler/icons-react";
import { type CSSProperties, type DragEvent, useState } from "react";
import { Link } from "react-router";
import { useWords } from "../../../lib/words.ts";
import { pageAddress } from "../address.ts";
import { knowledgeWords } from "../words.ts";
import { Branch, type TreePlace } from "./branch.tsx";
import { type Drop, dropAt, placeOf } from "./drop.ts";
import styles from "./tree.module.css";
import { setOpen, useTree } from "./tree-state.ts";

const dragType = "application/x-platform-page";

/** A page of the tree with what lies below it. */
export function Row({
  place,
  page,
  previousId,
  level,
}: {
  place: TreePlace;
  page: PageHead;
  previousId: string;
  level: number;
}) {
  const words = useWords(knowledgeWords);
  const open = useTree((state) => state.open[page.id] ?? false);
  const [drop, setDrop] = useState<Drop>();
  const parent = page.childCount > 0;
  const current = place.current === page.slug;
  const { id, parentId, title } = page;

  function over(event: DragEvent<HTMLElement>) {
    if (!place.writes || !event.dataTransfer.types.includes(dragType)) return;
    event.preventDefault();
    const { top, height } = event.currentTarget.getBoundingClientRect();
    setDrop(dropAt(event.clientY, top, height));
  }

  function dropped(event: DragEvent<HTMLElement>) {
    event.preventDefault();
    const pageId = event.dataTransfer.getData(dragType);
    setDrop(undefined);
    if (drop && pageId && pageId !== id) place.onMove(pageId, placeOf(drop, { id, parentId, previousId }));
  }

  return (
    <div role="none">
      <div
        id={`${place.treeId}-${id}`}
        role="treeitem"
        tabIndex={-1}
        aria-level={level}
        aria-expanded={parent ? open : undefined}
        aria-selected={current}
        aria-current={current ? "page" : undefined}
        aria-labelledby={`${place.treeId}-${id}-title`}
        data-page={id}
        data-parent={parentId}
        data-slug={page.slug}
        className={styles.row}
        style={{ "--level": level } as CSSProperties}
        data-active={place.active === id || undefined}
        data-current={current || undefined}
        data-drop={drop}
        draggable={place.writes}
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = "move";
          event.dataTransfer.setData(dragType, id);
        }}
        onDragOver={over}
        onDragLeave={() => setDrop(undefined)}
        onDrop={dropped}
      >
        {parent ? (
          <button
            type="button"
            tabIndex={-1}
            className={styles.toggle}
            aria-label={words(open ? "collapse" : "expand", { title })}
            data-open={open || undefined}
            onClick={() => setOpen(id, !open)}
          >
            <IconChevronRight size={16} stroke={1.8} aria-hidden />
          </button>
        ) : (
          <span className={styles.toggle} aria-hidden>
            {!page.icon && <IconFileText size={15} stroke={1.5} />}
          </span>
        )}
        <Link
          id={`${place.treeId}-${id}-title`}
          to={pageAddress(place.space.slug, page.slug)}
          tabIndex={-1}
          className={styles.link}
          draggable={false}
        >
          {page.icon && <span aria-hidden>{page.icon}</span>}
          <span>{title}</span>
          {page.state === PageState.DRAFT && <em>{words("draft")}</em>}
          {page.restricted && <IconLock size={13} stroke={1.8} aria-label={words("restricted")} />}
        </Link>
        {place.onAdd && (
          <button
            type="button"
            tabIndex={-1}
            className={styles.add}
            aria-label={words("newBelow", { title })}
            onClick={() => place.onAdd?.(id)}
          >
            <IconPlus size={15} stroke={1.8} aria-hidden />
          </button>
        )}
      </div>
      {parent && open && (
        // biome-ignore lint/a11y/useSemanticElements: the group of a tree is no fieldset.
        <div role="group">
          <Branch place={place} parentId={id} level={level + 1} />
        </div>
      )}
    </div>
  );
}
