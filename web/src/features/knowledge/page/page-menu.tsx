import type { Page } from "@platform/connect/platform/knowledge/v1/page_pb.ts";
import { SpaceRole } from "@platform/connect/platform/knowledge/v1/space_pb.ts";
import {
  IconAdjustments,
  IconArrowsMove,
  IconFileExport,
  IconFilePlus,
  IconHistory,
  IconLock,
  IconShare2,
  IconTrash,
} from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useNavigate } from "react-router";
import { MenuButton, MenuLine, MenuLink } from "../../../components/menu-items.tsx";
import { MoreMenu } from "../../../components/more-menu.tsx";
import { toast } from "../../../lib/toasts.ts";
import { useViewer } from "../../../lib/viewer.ts";
import { useWords } from "../../../lib/words.ts";
import { pageClient, useAct } from "../acts.ts";
import { pageAddress, spaceAddress, spacePart } from "../address.ts";
import { may } from "../roles.ts";
import { CreatePage } from "../space/create-page.tsx";
import { useSpace } from "../space/space.tsx";
import { knowledgeWords } from "../words.ts";
import { MoveDialog } from "./move-dialog.tsx";
import { PermissionsDialog } from "./permissions-dialog.tsx";
import { PropertiesDialog } from "./properties-dialog.tsx";
import { ShareDialog } from "./share-dialog.tsx";

const look = { size: 18, stroke: 1.7, "aria-hidden": true } as const;
type Asked = "below" | "move" | "share" | "permissions" | "properties";

/** What else may be done with a page. */
export function PageMenu({ page }: { page: Page }) {
  const words = useWords(knowledgeWords);
  const { person } = useViewer();
  const space = useSpace();
  const act = useAct();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<Asked>();
  const { head, role } = page;
  if (!head || !person) return null;
  const writes = may(role, SpaceRole.WRITER);
  const edits = may(role, SpaceRole.EDITOR);
  const close = () => setAsked(undefined);
  const at = pageAddress(space.slug, head.slug);
  const pageId = head.id;

  async function trash() {
    const gone = await act(() => pageClient.trashPage({ pageId }));
    if (!gone) return;
    await navigate(spaceAddress(space.slug));
    toast({
      text: words("trashed", { title: head?.title }),
      action: { label: words("undo"), run: () => void act(() => pageClient.restorePage({ pageId })) },
    });
  }

  return (
    <>
      <MoreMenu label={words("actions")}>
        {(closeMenu) => {
          const ask = (word: Exclude<Asked, "below">, icon: ReactNode) => (
            <MenuButton
              icon={icon}
              onClick={() => {
                closeMenu();
                setAsked(word);
              }}
            >
              {words(word)}
            </MenuButton>
          );
          return (
            <>
              {writes && (
                <MenuButton
                  icon={<IconFilePlus {...look} />}
                  onClick={() => {
                    closeMenu();
                    setAsked("below");
                  }}
                >
                  {words("newPageBelow")}
                </MenuButton>
              )}
              <MenuLink to={`${at}/history`} icon={<IconHistory {...look} />}>
                {words("history")}
              </MenuLink>
              <MenuLink to={`${spacePart(space.slug, "transfer")}?page=${pageId}`} icon={<IconFileExport {...look} />}>
                {words("export")}
              </MenuLink>
              {writes && ask("properties", <IconAdjustments {...look} />)}
              {writes && ask("move", <IconArrowsMove {...look} />)}
              {edits && ask("share", <IconShare2 {...look} />)}
              {edits && ask("permissions", <IconLock {...look} />)}
              {writes && (
                <>
                  <MenuLine />
                  <MenuButton
                    icon={<IconTrash {...look} />}
                    onClick={() => {
                      closeMenu();
                      void trash();
                    }}
                  >
                    {words("trash")}
                  </MenuButton>
                </>
              )}
            </>
          );
        }}
      </MoreMenu>
      {asked === "below" && <CreatePage space={space} parentId={head.id} onClose={close} />}
      {asked === "move" && <MoveDialog page={head} onClose={close} />}
      {asked === "share" && <ShareDialog pageId={head.id} onClose={close} />}
      {asked === "permissions" && <PermissionsDialog pageId={head.id} onClose={close} />}
      {asked === "properties" && <PropertiesDialog page={page} onClose={close} />}
    </>
  );
}
