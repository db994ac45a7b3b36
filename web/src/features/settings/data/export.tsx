import { useMutation, useQuery } from "@connectrpc/connect-query";
import { Button, Group, Stack, Text } from "@mantine/core";
import { AccountService } from "@platform/connect/platform/auth/v1/account_service_pb.ts";
import { IconDownload } from "@tabler/icons-react";
import { useEffect, useMemo } from "react";
import { useSearchParams } from "react-router";
import { FormFailure } from "../../../components/forms.tsx";
import { Section } from "../../../components/page.tsx";
import { ProgressBar } from "../../../components/progress-bar.tsx";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { dataWords } from "./words.ts";

/** The export of personal data; which one is under way stands in the address, so that it outlives a reload. */
export function Export() {
  const words = useWords(dataWords);
  const [params, setParams] = useSearchParams();
  const exportId = params.get("export") ?? "";
  const begin = useMutation(AccountService.method.requestPersonalDataExport, {
    onSuccess: (started) => setParams({ export: started.exportId }, { replace: true }),
  });
  const { data, error } = useQuery(
    AccountService.method.getPersonalDataExport,
    { exportId },
    {
      enabled: exportId !== "",
      gcTime: 0,
      refetchInterval: ({ state }) => (state.error || state.data?.document ? false : 1000),
    },
  );
  return (
    <Section
      title={words("export")}
      about={words("exportText")}
      actions={
        <Button variant="default" size="sm" loading={begin.isPending} onClick={() => begin.mutate({})}>
          {words(exportId ? "again" : "begin")}
        </Button>
      }
    >
      <FormFailure error={begin.error ?? error} />
      {data && !data.document && <Gathering arrived={data.arrived.length} awaited={data.awaited} />}
      {data?.document && <Ready document={data.document} />}
    </Section>
  );
}

function Gathering({ arrived, awaited }: { arrived: number; awaited: string[] }) {
  const words = useWords(dataWords);
  const all = arrived + awaited.length;
  const said = words("gathering", { done: arrived, all });
  return (
    <Stack gap="xs" role="status">
      <ProgressBar value={all ? arrived / all : 0} label={said} />
      <Text size="sm" className="quiet">
        {said}. {awaited.length > 0 && words("awaited", { services: awaited.join(", ") })}
      </Text>
    </Stack>
  );
}

function Ready({ document: text }: { document: string }) {
  const words = useWords(dataWords);
  const { code } = useLanguage();
  const { url, size } = useMemo(() => {
    const blob = new Blob([text], { type: "application/json" });
    return { url: URL.createObjectURL(blob), size: blob.size };
  }, [text]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  const kilobytes = new Intl.NumberFormat(code, {
    style: "unit",
    unit: "kilobyte",
    maximumFractionDigits: 1,
  }).format(size / 1000);
  return (
    <Group justify="space-between" role="status">
      <Text size="sm">
        {words("ready")} <span className="quiet">{words("size", { size: kilobytes })}</span>
      </Text>
      <Button
        component="a"
        href={url}
        download="personal-data.json"
        size="sm"
        leftSection={<IconDownload size={16} aria-hidden />}
      >
        {words("download")}
      </Button>
    </Group>
  );
}
