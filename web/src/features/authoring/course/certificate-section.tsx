import { Button, ColorInput, FileButton, Group, Input, SimpleGrid, Text, TextInput } from "@mantine/core";
import type { CertificateDesign } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { IconFileTypePdf } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { FormFailure } from "../../../components/forms.tsx";
import { Section } from "../../../components/page.tsx";
import { useWords } from "../../../lib/words.ts";
import { addAsset } from "../add-asset.ts";
import { courseWords } from "./words.ts";

/** How certificates of a course look, as a form holds it; what is empty is as on every certificate. */
export type Design = Omit<CertificateDesign, "$typeName" | "$unknown">;

export function toDesign(design: CertificateDesign | undefined): Design {
  const { heading = "", statement = "", signer = "", signerTitle = "", signature = "", accent = "" } = design ?? {};
  return { heading, statement, signer, signerTitle, signature, accent };
}

const mostBytes = 1_000_000;
const pictures = ["image/png", "image/jpeg", "image/webp"];
// Dark enough to be read on the ground of the certificate.
const colours = ["#4a4fc4", "#1f2030", "#0f766e", "#1d6fa5", "#9a3412", "#9d174d"];

/** The part of a course's settings that is about its certificates, with a sample to look at. */
export function CertificateSection({
  courseId,
  design,
  error,
  sampling,
  onChange,
  onSample,
}: {
  courseId: string;
  design: Design;
  error: ReactNode;
  sampling: boolean;
  onChange: (design: Design) => void;
  onSample: () => void;
}) {
  const words = useWords(courseWords);
  const set = (change: Partial<Design>) => onChange({ ...design, ...change });
  return (
    <Section title={words("certificatePart")} about={words("certificateText")}>
      <TextInput
        label={words("heading")}
        placeholder={words("standardHeading")}
        maxLength={40}
        value={design.heading}
        onChange={(event) => set({ heading: event.currentTarget.value })}
      />
      <TextInput
        label={words("statement")}
        placeholder={words("standardStatement")}
        maxLength={200}
        value={design.statement}
        onChange={(event) => set({ statement: event.currentTarget.value })}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label={words("signer")}
          maxLength={80}
          value={design.signer}
          onChange={(event) => set({ signer: event.currentTarget.value })}
        />
        <TextInput
          label={words("signerTitle")}
          maxLength={80}
          value={design.signerTitle}
          onChange={(event) => set({ signerTitle: event.currentTarget.value })}
        />
      </SimpleGrid>
      <SignatureField
        courseId={courseId}
        name={design.signature}
        error={error}
        onChange={(signature) => set({ signature })}
      />
      <ColorInput
        label={words("accent")}
        placeholder={colours[0] ?? ""}
        maw={240}
        size="md"
        format="hex"
        withEyeDropper={false}
        swatches={colours}
        value={design.accent}
        onChange={(accent) => set({ accent: accent.toLowerCase() })}
      />
      <Group>
        <Button
          variant="default"
          leftSection={<IconFileTypePdf size={18} aria-hidden />}
          loading={sampling}
          onClick={onSample}
        >
          {words("sample")}
        </Button>
      </Group>
    </Section>
  );
}

function SignatureField({
  courseId,
  name,
  error,
  onChange,
}: {
  courseId: string;
  name: string;
  error: ReactNode;
  onChange: (name: string) => void;
}) {
  const words = useWords(courseWords);
  const [refused, setRefused] = useState(false);
  const send = useMutation({
    mutationFn: async (file: File) => onChange((await addAsset(courseId, file)).name),
  });

  function take(file: File | null) {
    if (!file) return;
    const fits = file.size <= mostBytes && pictures.includes(file.type);
    setRefused(!fits);
    if (fits) send.mutate(file);
  }

  return (
    <Input.Wrapper
      labelElement="div"
      label={words("signature")}
      description={words("signatureHint")}
      error={refused ? words("signatureWrong") : error}
    >
      <Group gap="xs" mt="xs">
        <FileButton onChange={take} accept={pictures.join()}>
          {(props) => (
            <Button {...props} variant="default" size="sm" loading={send.isPending}>
              {words("chooseSignature")}
            </Button>
          )}
        </FileButton>
        {name && (
          <>
            <Text size="sm" className="quiet" truncate maw={240}>
              {name}
            </Text>
            <Button variant="subtle" color="gray" size="sm" onClick={() => onChange("")}>
              {words("removeSignature")}
            </Button>
          </>
        )}
      </Group>
      <FormFailure error={send.error} />
    </Input.Wrapper>
  );
}
