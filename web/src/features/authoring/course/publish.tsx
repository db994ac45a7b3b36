import { createClient } from "@connectrpc/connect";
import { useQuery } from "@connectrpc/connect-query";
import { Button, Group, Stack, Text } from "@mantine/core";
import {
  AuthoringService,
  type GetDraftResponse,
} from "@platform/connect/platform/learning/v1/authoring_service_pb.ts";
import { CatalogueService } from "@platform/connect/platform/learning/v1/catalogue_service_pb.ts";
import { useMutation } from "@tanstack/react-query";
import { Dialog } from "../../../components/dialog.tsx";
import { FormFailure } from "../../../components/forms.tsx";
import { LoadingRows } from "../../../components/states.tsx";
import { toast } from "../../../lib/toasts.ts";
import { transport } from "../../../lib/transport.ts";
import { useWords } from "../../../lib/words.ts";
import { readCourseAnew } from "../refresh.ts";
import { authoringWords } from "../words.ts";
import { differences } from "./differences.ts";

const client = createClient(AuthoringService, transport);

/** Says what learners will see anew, and publishes it. */
export function Publish({ draft, onClose }: { draft: GetDraftResponse; onClose: () => void }) {
  const words = useWords(authoringWords);
  const courseId = draft.course?.id ?? "";
  const again = (draft.course?.version ?? 0) > 0;
  const published = useQuery(CatalogueService.method.getCourse, { courseId }, { enabled: again, staleTime: 0 });
  const publish = useMutation({
    mutationFn: async () => {
      await client.publishCourse({ courseId });
      await readCourseAnew();
      toast({ text: words("publishedNow") });
      onClose();
    },
  });
  const found = published.data && differences(draft, published.data);
  const lines = found && [
    ...(found.settings.length > 0
      ? [words("settingsChanged", { names: found.settings.map((name) => words(name).toLocaleLowerCase()).join(", ") })]
      : []),
    ...(found.added > 0 ? [words("lessonsAdded", { count: found.added })] : []),
    ...(found.removed > 0 ? [words("lessonsRemoved", { count: found.removed })] : []),
    ...(found.renamed > 0 ? [words("lessonsRenamed", { count: found.renamed })] : []),
    ...(found.reordered ? [words("orderChanged")] : []),
  ];
  return (
    <Dialog title={words("publishTitle")} onClose={onClose}>
      <Stack gap="lg">
        {again && published.isPending && <LoadingRows rows={1} />}
        <Text>{words(again ? "publishAgain" : "publishFirst")}</Text>
        {again && lines && (
          <ul style={{ margin: 0, paddingInlineStart: 20 }}>
            {(lines.length > 0 ? lines : [words("contentChanged")]).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
        <FormFailure error={publish.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {words("cancel")}
          </Button>
          <Button data-autofocus loading={publish.isPending} onClick={() => publish.mutate()}>
            {words("publish")}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
