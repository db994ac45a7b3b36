// The knowledge base behind the bff in one process, as `npm start` runs them, with people who write one page of it.
import { devNull } from "node:os";
import bff from "@platform/bff";
import { AccountRegistered } from "@platform/grpc/platform/auth/v1/auth_events.ts";
import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { PageServiceDefinition } from "@platform/grpc/platform/knowledge/v1/page_service.ts";
import { SpaceRole, SpaceVisibility } from "@platform/grpc/platform/knowledge/v1/space.ts";
import { SpaceServiceDefinition } from "@platform/grpc/platform/knowledge/v1/space_service.ts";
import { createLogger, openLogFile } from "@platform/kit";
import { startTestPlatform, type TestPlatform } from "@platform/kit/testing";
import knowledge from "@platform/knowledge";
import { services } from "../../services/bff/test/services.ts";
import { serveJobs } from "./child.ts";

/** How many people shall write how long a text. */
export interface TogetherJob {
  people: number;
  markdown: string;
}

/** Where they write. */
export interface TogetherServed {
  web: string;
  pageId: string;
  tokens: string[];
}

let platform: TestPlatform | undefined;

async function serve({ people, markdown }: TogetherJob): Promise<TogetherServed> {
  const others = services.filter(({ name }) => name !== "knowledge");
  // As `npm start` logs: at level info, into a file; this one keeps nothing.
  const logger = createLogger("info", openLogFile(devNull));
  platform = await startTestPlatform([...others, knowledge, bff], { logger });
  const [owner, ...writers] = await Promise.all(Array.from({ length: people }, () => enter(platform as TestPlatform)));
  if (!owner) throw new Error("Nobody writes");
  const spaces = platform.client(SpaceServiceDefinition, owner);
  const { space } = await spaces.createSpace({
    name: "Bench",
    language: Language.EN,
    visibility: SpaceVisibility.MEMBERS,
  });
  for (const { id: accountId } of writers) {
    await spaces.setMember({ spaceId: space?.id, accountId, role: SpaceRole.WRITER });
  }
  const pages = platform.client(PageServiceDefinition, owner);
  const { page } = await pages.createPage({ spaceId: space?.id, title: "Written by all", markdown });
  return {
    web: `http://127.0.0.1:${platform.host.doors.get("bff")?.port}`,
    pageId: page?.head?.id ?? "",
    tokens: [owner, ...writers].map(({ token }) => token),
  };
}

let count = 0;

async function enter(on: TestPlatform) {
  const as = await on.as({ expiresIn: 3600 });
  await on.announce(AccountRegistered, { accountId: as.id, name: `Writer ${++count}`, language: Language.EN });
  return as;
}

serveJobs<TogetherJob>(serve, async () => platform?.stop());
