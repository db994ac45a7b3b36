import { create } from "@bufbuild/protobuf";
import { createClient } from "@connectrpc/connect";
import { createConnectQueryKey, useQuery } from "@connectrpc/connect-query";
import { Group, NativeSelect, NumberInput, Text, TextInput } from "@mantine/core";
import { UploadPurpose } from "@platform/connect/platform/bff/v1/upload_service_pb.ts";
import { type Package, PackageVersion } from "@platform/connect/platform/learning/v1/course_pb.ts";
import {
  BatchGetPackagesResponseSchema,
  type ScormPackage,
  ScormService,
} from "@platform/connect/platform/learning/v1/scorm_service_pb.ts";
import { IconUpload } from "@tabler/icons-react";
import { queryClient } from "../../../lib/query.ts";
import { transport } from "../../../lib/transport.ts";
import { upload } from "../../../lib/upload.ts";
import { useLanguage, useWords } from "../../../lib/words.ts";
import type { WrongAt } from "./field-errors.ts";
import { packageWords } from "./package-words.ts";
import { SendButton } from "./send-button.tsx";
import { lessonWords } from "./words.ts";

const client = createClient(ScormService, transport);
const largestPackage = 256 << 20;

/** Which package is played, which part of it, and what it is worth. */
export function PackageFields({
  courseId,
  part,
  wrongAt,
  onChange,
}: {
  courseId: string;
  part: Package;
  wrongAt: WrongAt;
  onChange: (part: Package) => void;
}) {
  const words = useWords(packageWords);
  const lesson = useWords(lessonWords);
  const scorm = usePackage(courseId, part.packageId);
  const entries = scorm?.entries ?? [];
  const wrong = wrongAt("package.package_id");
  return (
    <>
      <Group gap="sm">
        {scorm && <PackageFacts scorm={scorm} />}
        <SendButton
          accept=".zip,application/zip"
          icon={<IconUpload size={16} stroke={1.7} aria-hidden />}
          send={(file, onProgress) => addPackage(courseId, file, onProgress)}
          largest={largestPackage}
          tooLarge={words("tooLarge")}
          afterwards={words("unpacking")}
          onSent={(added) =>
            onChange({
              ...part,
              packageId: added.id,
              entry: added.entries[0]?.href ?? "",
              title: part.title || added.entries[0]?.title || added.title,
            })
          }
        >
          {words(part.packageId ? "replace" : "choose")}
        </SendButton>
      </Group>
      {wrong && (
        <Text size="sm" c="var(--bad)" role="alert">
          {wrong}
        </Text>
      )}
      <TextInput
        label={words("title")}
        maxLength={200}
        error={wrongAt("package.title")}
        value={part.title}
        onChange={(event) => onChange({ ...part, title: event.currentTarget.value })}
      />
      <Group gap="md" align="flex-start">
        {entries.length > 1 && (
          <NativeSelect
            label={words("entry")}
            flex="1 1 220px"
            error={wrongAt("package.entry")}
            value={part.entry}
            onChange={(event) => onChange({ ...part, entry: event.currentTarget.value })}
            data={entries.map(({ href, title }) => ({ value: href, label: title || href }))}
          />
        )}
        <NumberInput
          label={words("points")}
          w={160}
          size="md"
          min={0}
          max={1000}
          hideControls
          placeholder={words("pointsHint")}
          error={wrongAt("package.points")}
          value={part.points || ""}
          onChange={(points) => onChange({ ...part, points: Number(points) || 0 })}
        />
      </Group>
      <p className="quiet">{words("hint")}</p>
      {part.points > 0 && <p className="quiet">{words("gradingHint", { category: lesson("category") })}</p>}
    </>
  );
}

function PackageFacts({ scorm: { fileName, version, fileCount, size } }: { scorm: ScormPackage }) {
  const words = useWords(packageWords);
  const { code } = useLanguage();
  const megabytes = Math.max(0.1, Number(size) / (1 << 20));
  const digits = { maximumFractionDigits: megabytes < 10 ? 1 : 0 };
  const facts = {
    version: version === PackageVersion.SCORM_2004 ? "SCORM 2004" : "SCORM 1.2",
    count: fileCount,
    size: new Intl.NumberFormat(code, digits).format(megabytes),
  };
  return (
    <div>
      <Text className="breaking">{fileName}</Text>
      <Text size="sm" className="quiet">
        {words("facts", facts)}
      </Text>
    </div>
  );
}

/** The package of a block; undefined before it is read, and where there is none. */
function usePackage(courseId: string, packageId: string): ScormPackage | undefined {
  const input = { courseId, packageIds: [packageId] };
  const { data } = useQuery(ScormService.method.batchGetPackages, input, {
    enabled: packageId !== "",
    // A package never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data?.packages[0];
}

async function addPackage(courseId: string, file: File, onProgress: (sent: number) => void): Promise<ScormPackage> {
  const uploadKey = await upload(file, UploadPurpose.COURSE_ARCHIVE, { onProgress });
  onProgress(1);
  const { package: added } = await client.addPackage({ courseId, uploadKey, fileName: file.name.slice(-255) });
  if (!added) throw new Error("The answer names no package.");
  const key = createConnectQueryKey({
    schema: ScormService.method.batchGetPackages,
    input: { courseId, packageIds: [added.id] },
    transport,
    cardinality: "finite",
  });
  queryClient.setQueryData(key, create(BatchGetPackagesResponseSchema, { packages: [added] }));
  return added;
}
