import { useQuery } from "@connectrpc/connect-query";
import { Button } from "@mantine/core";
import { type Space, SpaceRole } from "@platform/connect/platform/knowledge/v1/space_pb.ts";
import { SpaceService } from "@platform/connect/platform/knowledge/v1/space_service_pb.ts";
import { IconBooks, IconChecklist, IconListTree, IconPlus, IconSettings } from "@tabler/icons-react";
import { Suspense, useState } from "react";
import { Link, NavLink, Outlet, useOutletContext, useParams } from "react-router";
import { Popup } from "../../../components/popup.tsx";
import { Empty, Failed, Waiting } from "../../../components/states.tsx";
import { readFailure } from "../../../lib/failure.ts";
import { useWords } from "../../../lib/words.ts";
import { spaceAddress, spacePart } from "../address.ts";
import { may } from "../roles.ts";
import { knowledgeWords } from "../words.ts";
import { CreatePage } from "./create-page.tsx";
import styles from "./space.module.css";
import { Tree } from "./tree.tsx";

/** A space: the tree of its pages beside the one that is open. */
export default function SpaceLayout() {
  const words = useWords(knowledgeWords);
  const { space: slug = "" } = useParams();
  const { data, isPending, error, refetch } = useQuery(SpaceService.method.getSpace, { slug });
  if (isPending) return <Waiting />;
  const space = data?.space;
  if (!space) {
    const { reason } = readFailure(error);
    if (reason !== "SPACE_NOT_FOUND" && reason !== "REQUEST_INVALID") return <Failed error={error} onRetry={refetch} />;
    return <SpaceMissing />;
  }
  return (
    <div className={styles.layout}>
      <aside className={styles.side}>
        <Side space={space} />
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
          {() => <Side space={space} />}
        </Popup>
      </div>
      <Suspense fallback={<Waiting />}>
        <Outlet context={space} />
      </Suspense>
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

function Side({ space }: { space: Space }) {
  const words = useWords(knowledgeWords);
  const [creating, setCreating] = useState(false);
  const look = { size: 18, stroke: 1.7, "aria-hidden": true } as const;
  const writes = may(space.role, SpaceRole.WRITER);
  return (
    <>
      <Link to={spaceAddress(space.slug)} className={styles.name}>
        <span aria-hidden>{space.icon || "📚"}</span>
        {space.name}
      </Link>
      <nav aria-label={words("tree")}>
        <Tree space={space} />
      </nav>
      {writes && (
        <div className={styles.acts}>
          <button type="button" className={styles.act} onClick={() => setCreating(true)}>
            <IconPlus {...look} />
            {words("newPage")}
          </button>
          <NavLink to={spacePart(space.slug, "upkeep")} className={styles.act}>
            <IconChecklist {...look} />
            {words("upkeep")}
          </NavLink>
          <NavLink to={spacePart(space.slug, "settings")} className={styles.act}>
            <IconSettings {...look} />
            {words("settings")}
          </NavLink>
        </div>
      )}
      {creating && <CreatePage space={space} onClose={() => setCreating(false)} />}
    </>
  );
}
