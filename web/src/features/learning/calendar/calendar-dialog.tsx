import { timestampDate } from "@bufbuild/protobuf/wkt";
import { createClient } from "@connectrpc/connect";
import { useQuery } from "@connectrpc/connect-query";
import { Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { CalendarService } from "@platform/connect/platform/learning/v1/calendar_service_pb.ts";
import { useMutation } from "@tanstack/react-query";
import { Dialog } from "../../../components/dialog.tsx";
import { FormFailure } from "../../../components/forms.tsx";
import { Secret } from "../../../components/secret.tsx";
import { Failed, LoadingRows } from "../../../components/states.tsx";
import { readAnew } from "../../../lib/query.ts";
import { transport } from "../../../lib/transport.ts";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { calendarWords } from "./words.ts";

const client = createClient(CalendarService, transport);

/** Gives out, replaces and takes back the secret address of one's deadlines. */
export default function CalendarDialog({ onClose }: { onClose: () => void }) {
  const words = useWords(calendarWords);
  const { day } = useLanguage();
  const { data, isPending, error, refetch } = useQuery(CalendarService.method.getCalendarAddress, {}, { staleTime: 0 });
  const change = useMutation({
    /** Answers with the address that was given out; an empty one where it was taken back. */
    mutationFn: async (act: "create" | "remove") => {
      const path = act === "create" ? (await client.createCalendarAddress({})).path : "";
      if (act === "remove") await client.deleteCalendarAddress({});
      await readAnew(CalendarService.method.getCalendarAddress);
      return path && new URL(path, location.origin).href;
    },
  });
  const pending = (act: "create" | "remove") => change.isPending && change.variables === act;
  const made = data?.createTime;
  const address = change.data;
  return (
    <Dialog title={words("title")} onClose={onClose}>
      <Stack>
        <Text size="sm">{words("about")}</Text>
        {isPending && <LoadingRows />}
        {error && !data && <Failed error={error} onRetry={refetch} />}
        <div aria-live="polite">
          {address && (
            <Stack gap="sm">
              <Text size="sm">{words("shown")}</Text>
              <Secret text={address} />
              <Anchor size="sm" href={address.replace(/^https?:/, "webcal:")}>
                {words("subscribe")}
              </Anchor>
            </Stack>
          )}
          {!address && made && (
            <Text size="sm">
              {words("made", { date: day(timestampDate(made)) })} {words("anewText")}
            </Text>
          )}
          {!made && address === "" && <Text size="sm">{words("removed")}</Text>}
        </div>
        <FormFailure error={change.error} />
        {data && (
          <Group justify="flex-end">
            {made && (
              <Button variant="default" color="red" loading={pending("remove")} onClick={() => change.mutate("remove")}>
                {words("remove")}
              </Button>
            )}
            {!address && (
              <Button loading={pending("create")} onClick={() => change.mutate("create")}>
                {words(made ? "anew" : "create")}
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </Dialog>
  );
}
