import { useQuery } from "@connectrpc/connect-query";
import { Button, Group, Radio, Stack } from "@mantine/core";
import { PageService } from "@platform/connect/platform/knowledge/v1/page_service_pb.ts";
import { ExportFormat } from "@platform/connect/platform/knowledge/v1/transfer_service_pb.ts";
import { IconFileExport } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { FormFailure } from "../../../components/forms.tsx";
import { Section } from "../../../components/page.tsx";
import { useWords } from "../../../lib/words.ts";
import { spacePart } from "../address.ts";
import { useSpace } from "../space/space.tsx";
import { transferClient } from "./use-job.ts";
import { transferWords } from "./words.ts";

/** Starts an export of the space, or of the page that the address names with all below it. */
export function ExportPanel() {
  const words = useWords(transferWords);
  const space = useSpace();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const pageId = params.get("page") ?? "";
  const page = useQuery(PageService.method.getPage, { pageId }, { enabled: pageId !== "" }).data?.page?.head;
  const [format, setFormat] = useState(String(ExportFormat.MARKDOWN));
  const start = useMutation({
    mutationFn: () => transferClient.startExport({ spaceId: space.id, pageId, format: Number(format) }),
    onSuccess: ({ job }) => {
      if (job) void navigate(spacePart(space.slug, `transfer/${job.id}`));
    },
  });
  return (
    <Section
      title={words("export")}
      about={pageId ? page && words("exportPage", { title: page.title }) : words("exportAbout")}
    >
      <Radio.Group label={words("format")} value={format} onChange={setFormat}>
        <Stack gap="xs" mt="xs">
          <Radio value={String(ExportFormat.MARKDOWN)} label={words("markdown")} />
          <Radio value={String(ExportFormat.HTML)} label={words("html")} />
        </Stack>
      </Radio.Group>
      <FormFailure error={start.error} />
      <Group>
        <Button
          variant="default"
          loading={start.isPending}
          leftSection={<IconFileExport size={18} aria-hidden />}
          onClick={() => start.mutate()}
        >
          {words("start")}
        </Button>
        {pageId && <Link to={spacePart(space.slug, "transfer")}>{words("wholeSpace")}</Link>}
      </Group>
    </Section>
  );
}
