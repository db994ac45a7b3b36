import { timestampDate, timestampFromDate } from "@bufbuild/protobuf/wkt";
import { useQuery } from "@connectrpc/connect-query";
import { Button, Checkbox, Group, Stack, Text, TextInput } from "@mantine/core";
import { SharingService } from "@platform/connect/platform/knowledge/v1/sharing_service_pb.ts";
import { useState } from "react";
import { Dialog } from "../../../components/dialog.tsx";
import { Secret } from "../../../components/secret.tsx";
import { toast } from "../../../lib/toasts.ts";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { sharingClient, useAct } from "../acts.ts";
import styles from "./page.module.css";
import { dialogWords } from "./words.ts";

/** Makes and ends links by which a page is read without an account. */
export function ShareDialog({ pageId, onClose }: { pageId: string; onClose: () => void }) {
  const words = useWords(dialogWords);
  const { date } = useLanguage();
  const act = useAct();
  const { data, refetch } = useQuery(SharingService.method.listShareLinks, { pageId }, { staleTime: 0 });
  const [withChildren, setWithChildren] = useState(false);
  const [until, setUntil] = useState("");
  const [address, setAddress] = useState("");
  const links = data?.links ?? [];

  async function make() {
    await act(async () => {
      const expireTime = until && timestampFromDate(new Date(`${until}T23:59:59`));
      const { token } = await sharingClient.createShareLink({
        pageId,
        withChildren,
        ...(expireTime && { expireTime }),
      });
      setAddress(`${window.location.origin}/shared/${token}`);
      await refetch();
    });
  }

  async function end(linkId: string) {
    if (!(await act(() => sharingClient.revokeShareLink({ linkId })))) return;
    await refetch();
    toast({ text: words("ended") });
  }

  return (
    <Dialog title={words("shareTitle")} onClose={onClose}>
      <Stack>
        <Text className="quiet">{words("shareText")}</Text>
        <Checkbox
          label={words("withChildren")}
          checked={withChildren}
          onChange={(event) => setWithChildren(event.currentTarget.checked)}
        />
        <TextInput
          type="date"
          label={words("until")}
          description={words("untilHint")}
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
        {address ? (
          <div role="status">
            <Text mb="xs">{words("linkReady")}</Text>
            <Secret text={address} />
          </div>
        ) : (
          <Group>
            <Button onClick={() => void make()}>{words("makeLink")}</Button>
          </Group>
        )}
        {data && links.length === 0 && <Text className="quiet">{words("noLinks")}</Text>}
        {links.map((link) => (
          <div key={link.id} className={styles.entry}>
            <span>
              {[
                words(link.withChildren ? "linkWhole" : "linkAlone"),
                words("visits", { count: link.visitCount }),
                link.expireTime && words("endsOn", { date: date(timestampDate(link.expireTime)) }),
              ]
                .filter(Boolean)
                .join(" · ")}
            </span>
            <Button size="sm" variant="default" onClick={() => void end(link.id)}>
              {words("endLink")}
            </Button>
          </div>
        ))}
      </Stack>
    </Dialog>
  );
}
