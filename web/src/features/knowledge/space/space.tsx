import { useQuery } from "@connectrpc/connect-query";
import { Button } from "@mantine/core";
import { type Space, SpaceRole } from "@platform/connect/platform/knowledge/v1/space_pb.ts";
import { SpaceService } from "@platform/connect/platform/knowledge/v1/space_service_pb.ts";
import { IconBooks, IconChecklist, IconListTree, IconPlus, IconSettings, IconTransfer } from "@tabler/icons-react";
import { Suspense, useState } from "react";
import { Link, NavLink, Outlet, useLocation, useOutletContext, useParams } from "react-router";
import { Popup } from "../../../components/popup.tsx";
import { Empty, Failed, Waiting } from "../../../components/states.tsx";
import { readFailure } from "../../../lib/failure.ts";
import { useWords } from "../../../lib/words.ts";
import { spaceAddress, spacePart } from "../address.ts";
import { may } from "../roles.ts";
import { Tree } from "../tree/tree.tsx";
import { knowledgeWords } from "../words.ts";
import { CreatePage } from "./create-page.tsx";
import styles from "./space.module.css";

/** A space: the tree of its pages beside the one that is open. */
export default function SpaceLayout() {
  const { space: slug = "" } = useParams();
  const { data, isPending, error, refetch } = useQuery(SpaceService.method.getSpace, { slug });
  if (isPending) return <Waiting />;
  const space = data?.space;
  if (!space) {
    const { reason } = readFailure(error);
    if (reason !== "SPACE_NOT_FOUND" && reason !== "REQUEST_INVALID") return <Failed error={error} onRetry={refetch} />;
    return <SpaceMissing />;
  }
  return <Shelf space={space} />;
}

function Shelf({ space }: { space: Space }) {
  const words = useWords(knowledgeWords);
  const { pathname } = useLocation();
  const [creating, setCreating] = useState<{ parentId: string }>();
  return (
    <div className={styles.layout}>
      <aside className={styles.side}>
        <Side space={space} onCreate={setCreating} />
      </aside>
      <div className={styles.phoneTree}>
        <Popup
          label={words("tree")}
          button={
            <>
              <IconListTree size={18} stroke={1.7} aria-hidden />
              {space.name}
            </>
          }
        >
          {(close) => (
            <Side
              space={space}
              onCreate={(place) => {
                // The dialog is no part of the sheet, which would close with it at the first touch.
                close();
                setCreating(place);
              }}
            />
          )}
        </Popup>
      </div>
      <Suspense key={pathname} fallback={<Waiting />}>
        <Outlet context={space} />
      </Suspense>
      {creating && <CreatePage space={space} {...creating} onClose={() => setCreating(undefined)} />}
    </div>
  );
}

/** The space in which a page stands. */
export function useSpace(): Space {
  return useOutletContext<Space>();
}

export function SpaceMissing() {
  const words = useWords(knowledgeWords);
  return (
    <Empty
      main
      icon={<IconBooks size={28} stroke={1.5} aria-hidden />}
      title={words("spaceGone")}
      text={words("spaceGoneText")}
      action={
        <Button component={Link} to="/knowledge">
          {words("toKnowledge")}
        </Button>
      }
    />
  );
}

function Side({ space, onCreate }: { space: Space; onCreate: (place: { parentId: string }) => void }) {
  const words = useWords(knowledgeWords);
  const look = { size: 18, stroke: 1.7, "aria-hidden": true } as const;
  const writes = may(space.role, SpaceRole.WRITER);
  return (
    <>
      <Link to={spaceAddress(space.slug)} className={styles.name}>
        <span aria-hidden>{space.icon || "📚"}</span>
        {space.name}
      </Link>
      <nav aria-label={words("tree")}>
        <Tree space={space} {...(writes && { onAdd: (parentId) => onCreate({ parentId }) })} />
      </nav>
      {writes && (
        <div className={styles.acts}>
          <button type="button" className={styles.act} onClick={() => onCreate({ parentId: "" })}>
            <IconPlus {...look} />
            {words("newPage")}
          </button>
          <NavLink to={spacePart(space.slug, "upkeep")} className={styles.act}>
            <IconChecklist {...look} />
            {words("upkeep")}
          </NavLink>
          <NavLink to={spacePart(space.slug, "transfer")} className={styles.act}>
            <IconTransfer {...look} />
            {words("transfer")}
          </NavLink>
          <NavLink to={spacePart(space.slug, "settings")} className={styles.act}>
            <IconSettings {...look} />
            {words("settings")}
          </NavLink>
        </div>
      )}
    </>
  );
}
