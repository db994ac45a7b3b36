import { type Space, SpaceRole } from "@platform/connect/platform/knowledge/v1/space_pb.ts";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { useNavigate, useParams } from "react-router";
import { useWords } from "../../../lib/words.ts";
import { pageClient, useAct } from "../acts.ts";
import { pageAddress } from "../address.ts";
import { may } from "../roles.ts";
import { knowledgeWords } from "../words.ts";
import { Branch } from "./branch.tsx";
import { type Place, stepped } from "./drop.ts";
import styles from "./tree.module.css";
import { setOpen } from "./tree-state.ts";

/**
 * The pages of a space as a tree. The tree itself keeps the focus and says which row is the active one; rows carry
 * what the keys need to know in their data attributes.
 */
export function Tree({ space, onAdd }: { space: Space; onAdd?: (parentId: string) => void }) {
  const words = useWords(knowledgeWords);
  const navigate = useNavigate();
  const { page: current } = useParams();
  const id = useId();
  const tree = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<string>();
  const act = useAct();
  const writes = may(space.role, SpaceRole.WRITER);

  async function move(pageId: string, place: Place) {
    const moved = await act(() => pageClient.movePage({ pageId, spaceId: space.id, ...place }));
    if (moved && place.parentId) setOpen(place.parentId, true);
  }

  const rows = () => [...(tree.current?.querySelectorAll<HTMLElement>("[role=treeitem]") ?? [])];
  const pageOf = (row: HTMLElement | undefined) => row?.dataset.page;

  function onKeyDown(event: KeyboardEvent) {
    const all = rows();
    const at = all.findIndex((row) => (active ? pageOf(row) === active : row.dataset.slug === current));
    const row = all[at] ?? all[0];
    if (!row) return;
    const page = pageOf(row) ?? "";
    const arrow = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : undefined;
    if (arrow && event.altKey && writes) {
      const siblings = all
        .filter((other) => other.dataset.parent === row.dataset.parent)
        .map((one) => pageOf(one) ?? "");
      const afterId = stepped(siblings, page, arrow);
      if (afterId !== undefined) {
        void move(page, { parentId: row.dataset.parent ?? "", afterId });
      }
    } else if (arrow) activate(all[at < 0 ? 0 : Math.min(Math.max(at + arrow, 0), all.length - 1)]);
    else if (event.key === "Home") activate(all[0]);
    else if (event.key === "End") activate(all.at(-1));
    else if (event.key === "ArrowRight") {
      if (row.ariaExpanded === "false") setOpen(page, true);
      else if (row.ariaExpanded === "true") activate(all[at + 1]);
    } else if (event.key === "ArrowLeft") {
      if (row.ariaExpanded === "true") setOpen(page, false);
      else activate(all.find((other) => pageOf(other) === row.dataset.parent));
    } else if (event.key === "Enter") void navigate(pageAddress(space.slug, row.dataset.slug ?? ""));
    else return;
    event.preventDefault();
  }

  function activate(row: HTMLElement | undefined) {
    if (!row) return;
    setActive(pageOf(row));
    row.scrollIntoView({ block: "nearest" });
  }

  return (
    <>
      <div
        ref={tree}
        role="tree"
        tabIndex={0}
        aria-label={words("tree")}
        aria-activedescendant={active && `${id}-${active}`}
        aria-describedby={writes ? `${id}-hint` : undefined}
        className={styles.tree}
        onKeyDown={onKeyDown}
        onBlur={() => setActive(undefined)}
      >
        <Branch
          place={{
            space,
            treeId: id,
            current,
            active,
            writes,
            onMove: (pageId, to) => void move(pageId, to),
            ...(onAdd && { onAdd }),
          }}
          parentId=""
          level={1}
        />
      </div>
      {writes && (
        <p id={`${id}-hint`} className="hidden">
          {words("treeHint")}
        </p>
      )}
    </>
  );
}
