import { Readable } from "node:stream";
import { AccountRegistered } from "@platform/grpc/platform/auth/v1/auth_events.ts";
import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { CollaborationServiceDefinition } from "@platform/grpc/platform/knowledge/v1/collaboration_service.ts";
import { DiscussionServiceDefinition } from "@platform/grpc/platform/knowledge/v1/discussion_service.ts";
import { HistoryServiceDefinition } from "@platform/grpc/platform/knowledge/v1/history_service.ts";
import { LinkServiceDefinition } from "@platform/grpc/platform/knowledge/v1/link_service.ts";
import { PageServiceDefinition } from "@platform/grpc/platform/knowledge/v1/page_service.ts";
import { ProposalServiceDefinition } from "@platform/grpc/platform/knowledge/v1/proposal_service.ts";
import { SearchServiceDefinition } from "@platform/grpc/platform/knowledge/v1/search_service.ts";
import { SharingServiceDefinition } from "@platform/grpc/platform/knowledge/v1/sharing_service.ts";
import { type SpaceRole, SpaceVisibility } from "@platform/grpc/platform/knowledge/v1/space.ts";
import { SpaceServiceDefinition } from "@platform/grpc/platform/knowledge/v1/space_service.ts";
import { TransferServiceDefinition } from "@platform/grpc/platform/knowledge/v1/transfer_service.ts";
import { UpkeepServiceDefinition } from "@platform/grpc/platform/knowledge/v1/upkeep_service.ts";
import { type RoleName, uploadKey } from "@platform/kit";
import { type As, startTestPlatform } from "@platform/kit/testing";
import knowledge from "../src/main.ts";

export type Library = Awaited<ReturnType<typeof openLibrary>>;
export type Person = Awaited<ReturnType<Library["person"]>>;

/** Knowledge under test, with people and pages. */
export async function openLibrary({ tasksEverySecond = false } = {}) {
  const tasks = knowledge.tasks?.map((task) => (tasksEverySecond ? { ...task, everySeconds: 1 } : task));
  const platform = await startTestPlatform([{ ...knowledge, tasks }]);
  const clients = (as?: As) => ({
    spaces: platform.client(SpaceServiceDefinition, as),
    pages: platform.client(PageServiceDefinition, as),
    links: platform.client(LinkServiceDefinition, as),
    search: platform.client(SearchServiceDefinition, as),
    history: platform.client(HistoryServiceDefinition, as),
    proposals: platform.client(ProposalServiceDefinition, as),
    collaboration: platform.client(CollaborationServiceDefinition, as),
    discussion: platform.client(DiscussionServiceDefinition, as),
    upkeep: platform.client(UpkeepServiceDefinition, as),
    sharing: platform.client(SharingServiceDefinition, as),
    transfer: platform.client(TransferServiceDefinition, as),
  });

  async function person(name: string, { id, roles }: { id?: string; roles?: RoleName[] } = {}) {
    const as = await platform.as({ ...(id && { id }), ...(roles && { roles }) });
    if (!id) await platform.announce(AccountRegistered, { accountId: as.id, name, language: Language.EN });
    return { ...as, ...clients(as) };
  }

  return {
    platform,
    person,
    stranger: clients(),
    /** The same person with a token that holds after the clock was moved. */
    again: ({ id }: { id: string }) => person("", { id }),
    async upload({ id }: { id: string }, body: string | Uint8Array, contentType = "text/plain") {
      const key = uploadKey(id);
      await platform.host.parts.blobs.put(key, Readable.from([Buffer.from(body)]), { contentType });
      return key;
    },
    stop: () => platform.stop(),
  };
}

let count = 0;

/** A space of somebody's, with members. */
export async function makeSpace(
  owner: Person,
  {
    visibility = SpaceVisibility.MEMBERS,
    members = [],
    ...rest
  }: {
    visibility?: SpaceVisibility;
    approvalRequired?: boolean;
    reviewDays?: number;
    language?: Language;
    members?: [Person, SpaceRole][];
  } = {},
) {
  const name = `Space ${++count}`;
  const { space } = await owner.spaces.createSpace({ name, visibility, language: Language.EN, ...rest });
  if (!space) throw new Error("no space was made");
  for (const [{ id: accountId }, role] of members) {
    await owner.spaces.setMember({ spaceId: space.id, accountId, role });
  }
  return space;
}

/** A page, by its title and text. */
export async function makePage(
  author: Person,
  spaceId: string,
  title: string,
  markdown = "",
  more: { parentId?: string; language?: Language; translationOf?: string } = {},
) {
  const { page } = await author.pages.createPage({ spaceId, title, markdown, ...more });
  if (!page?.head) throw new Error("no page was made");
  return { ...page, head: page.head, id: page.head.id };
}

/** What a page is asked to say, with what its writer read. */
export const saying = (
  page: { id: string; revision: number; head: { title: string } },
  markdown: string,
  more = {},
) => ({
  pageId: page.id,
  title: page.head.title,
  markdown,
  baseRevision: page.revision,
  ...more,
});

export const refusal = (reason: string) => ({ reason });
