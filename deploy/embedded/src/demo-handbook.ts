import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { DiscussionServiceDefinition } from "@platform/grpc/platform/knowledge/v1/discussion_service.ts";
import { PageServiceDefinition } from "@platform/grpc/platform/knowledge/v1/page_service.ts";
import { SpaceRole, SpaceVisibility } from "@platform/grpc/platform/knowledge/v1/space.ts";
import { SpaceServiceDefinition } from "@platform/grpc/platform/knowledge/v1/space_service.ts";
import { type Client, type Host, Refusal } from "@platform/kit";
import { decodeJwt } from "jose";
import { demoPages, demoProposal, demoSpace, demoTalk } from "./demo-pages.ts";

/** Fills the demo's knowledge base, as its people would; what is there already is left as it is. */
export async function fillHandbook(host: Host, tokens: { admin: string; learner: string }): Promise<void> {
  const as = (token: string) => ({
    spaces: host.parts.peers.client(SpaceServiceDefinition, { from: "", token }),
    pages: host.parts.peers.client(PageServiceDefinition, { from: "", token }),
    discussion: host.parts.peers.client(DiscussionServiceDefinition, { from: "", token }),
  });
  const [admin, learner] = [as(tokens.admin), as(tokens.learner)];
  const spaceId = await findOrMakeSpace(admin.spaces);
  await admin.spaces.setMember({ spaceId, accountId: decodeJwt(tokens.learner).sub, role: SpaceRole.WRITER });
  const ids = await idsOf(admin.pages, spaceId);
  for (const { title, parent = "", translationOf = "", language, markdown, icon } of demoPages) {
    if (ids.has(title)) continue;
    const place = { spaceId, parentId: ids.get(parent) ?? "", translationOf: ids.get(translationOf) ?? "" };
    const { page } = await admin.pages.createPage({ ...place, title, language, markdown });
    const pageId = page?.head?.id ?? "";
    ids.set(title, pageId);
    if (icon) await admin.pages.updatePageSettings({ pageId, updateMask: ["icon"], icon });
  }
  await propose(learner.pages, ids.get(demoProposal.title) ?? "");
  await talk(learner.discussion, admin.discussion, ids.get(demoTalk.title) ?? "");
}

async function findOrMakeSpace(spaces: Client<typeof SpaceServiceDefinition>): Promise<string> {
  const found = await spaces.getSpace({ slug: demoSpace.slug }).catch((error: unknown) => {
    if (error instanceof Refusal && error.reason === "SPACE_NOT_FOUND") return undefined;
    throw error;
  });
  if (found?.space) return found.space.id;
  const settings = { language: Language.RU, visibility: SpaceVisibility.OPEN, approvalRequired: true, reviewDays: 180 };
  const { space } = await spaces.createSpace({ ...demoSpace, ...settings });
  return space?.id ?? "";
}

/** The pages that are there, by title. */
async function idsOf(pages: Client<typeof PageServiceDefinition>, spaceId: string): Promise<Map<string, string>> {
  const { pages: there } = await pages.listRecentPages({ spaceId, pageSize: 100 });
  return new Map(there.map(({ id, title }) => [title, id]));
}

async function propose(pages: Client<typeof PageServiceDefinition>, pageId: string): Promise<void> {
  const { page } = await pages.getPage({ pageId });
  if (!page || page.proposalId) return;
  const { title = "" } = page.head ?? {};
  const markdown = page.markdown + demoProposal.addition;
  await pages.updatePage({ pageId, title, markdown, baseRevision: page.revision, summary: demoProposal.note });
}

async function talk(
  asking: Client<typeof DiscussionServiceDefinition>,
  answering: Client<typeof DiscussionServiceDefinition>,
  pageId: string,
): Promise<void> {
  const { threads } = await asking.listThreads({ pageId, resolved: true, pageSize: 1 });
  if (threads.length > 0) return;
  const { thread } = await asking.addComment({ pageId, markdown: demoTalk.learner });
  await answering.addComment({ pageId, threadId: thread?.id, markdown: demoTalk.admin });
}
