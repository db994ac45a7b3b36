import { createClient } from "@connectrpc/connect";
import { useInfiniteQuery } from "@connectrpc/connect-query";
import { Button, Center, CloseButton, NativeSelect } from "@mantine/core";
import { type SpaceMember, SpaceRole } from "@platform/connect/platform/knowledge/v1/space_pb.ts";
import { SpaceService } from "@platform/connect/platform/knowledge/v1/space_service_pb.ts";
import { Section } from "../../../components/page.tsx";
import { PersonAvatar } from "../../../components/person-avatar.tsx";
import { Failed, LoadingRows } from "../../../components/states.tsx";
import { toast } from "../../../lib/toasts.ts";
import { transport } from "../../../lib/transport.ts";
import { useWords } from "../../../lib/words.ts";
import { useAct } from "../acts.ts";
import styles from "../page/page.module.css";
import { PersonField } from "../person-field.tsx";
import { readSpacesAnew } from "../refresh.ts";
import { may } from "../roles.ts";
import { knowledgeWords } from "../words.ts";
import { useSpace } from "./space.tsx";
import { settingsWords } from "./words.ts";

const client = createClient(SpaceService, transport);
const roles = [
  [SpaceRole.READER, "reader"],
  [SpaceRole.WRITER, "writer"],
  [SpaceRole.EDITOR, "editor"],
  [SpaceRole.OWNER, "owner"],
] as const;

/** Who has a role of their own in a space. */
export function Members() {
  const words = useWords(settingsWords);
  const common = useWords(knowledgeWords);
  const space = useSpace();
  const act = useAct();
  const owns = may(space.role, SpaceRole.OWNER);
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery(
    SpaceService.method.listMembers,
    { spaceId: space.id, pageSize: 100, pageToken: "" },
    { pageParamKey: "pageToken", getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined, staleTime: 0 },
  );
  const members = data?.pages.flatMap((page) => page.members) ?? [];
  const give = (accountId: string, role: SpaceRole) =>
    act(async () => {
      await client.setMember({ spaceId: space.id, accountId, role });
      await readSpacesAnew();
    });

  async function remove({ accountId, name }: SpaceMember) {
    const done = await act(async () => {
      await client.removeMember({ spaceId: space.id, accountId });
      await readSpacesAnew();
    });
    if (done) toast({ text: words("removed", { name: name || common("somebody") }) });
  }

  return (
    <Section title={words("people")} about={words("peopleText")}>
      {isPending && <LoadingRows rows={2} />}
      {error && !data && <Failed error={error} onRetry={refetch} />}
      {members.map((member) => (
        <div key={member.accountId} className={styles.entry}>
          <span style={{ display: "flex", gap: 12, alignItems: "center" }}>
            <PersonAvatar name={member.name} />
            {member.name || common("somebody")}
          </span>
          <NativeSelect
            aria-label={words("roleOf", { name: member.name })}
            disabled={!owns}
            value={member.role}
            onChange={(event) => void give(member.accountId, Number(event.currentTarget.value))}
            data={roles.map(([value, word]) => ({ value: String(value), label: words(word) }))}
          />
          {owns && (
            <CloseButton aria-label={`${common("remove")}: ${member.name}`} onClick={() => void remove(member)} />
          )}
        </div>
      ))}
      {hasNextPage && (
        <Center>
          <Button variant="default" onClick={() => void fetchNextPage()}>
            {common("more")}
          </Button>
        </Center>
      )}
      {owns && (
        <PersonField
          key={members.length}
          label={words("add")}
          accountId=""
          name=""
          onChange={(accountId) => {
            if (accountId) void give(accountId, SpaceRole.WRITER);
          }}
        />
      )}
    </Section>
  );
}
