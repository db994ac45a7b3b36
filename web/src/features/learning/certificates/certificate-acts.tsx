import { createClient } from "@connectrpc/connect";
import { Button, Group } from "@mantine/core";
import { Role } from "@platform/connect/platform/auth/v1/auth_pb.ts";
import { type Certificate, CertificateService } from "@platform/connect/platform/learning/v1/certificate_service_pb.ts";
import { IconCopy, IconDownload, IconFileCertificate } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { FormFailure } from "../../../components/forms.tsx";
import { useCopied } from "../../../lib/copied.ts";
import { transport } from "../../../lib/transport.ts";
import { useViewer } from "../../../lib/viewer.ts";
import { useLanguage, useWords } from "../../../lib/words.ts";
import styles from "./certificates.module.css";
import { Revoke } from "./revoke.tsx";
import { certificateWords } from "./words.ts";

const client = createClient(CertificateService, transport);

/** What may be done with a certificate: by anybody, by its owner, by those who may take it back. */
export function CertificateActs({ certificate }: { certificate: Certificate }) {
  const words = useWords(certificateWords);
  const { contract } = useLanguage();
  const { person, isStaff } = useViewer();
  const { copied, copy } = useCopied();
  const [revoking, setRevoking] = useState(false);
  const { id, accountId, revokeTime } = certificate;
  const own = person !== undefined && person.accountId === accountId;
  // A mentor may take back those of their own courses; the service knows which those are.
  const mayRevoke = !revokeTime && !own && (isStaff || person?.roles.includes(Role.MENTOR));
  const pdf = useMutation({
    mutationFn: async () => {
      const { url } = await client.exportCertificate({ certificateId: id, language: contract });
      save(url, `certificate-${id}.pdf`);
    },
  });
  const credential = useMutation({
    mutationFn: async () => {
      const { jwt } = await client.getCredential({ certificateId: id });
      const url = URL.createObjectURL(new Blob([jwt], { type: "application/vc+jwt" }));
      save(url, `certificate-${id}.jwt`);
      URL.revokeObjectURL(url);
    },
  });
  return (
    <div className={styles.acts}>
      <Group gap="sm" justify="center">
        {own && !revokeTime && (
          <Button
            leftSection={<IconDownload size={18} aria-hidden />}
            loading={pdf.isPending}
            onClick={() => pdf.mutate()}
          >
            {words("pdf")}
          </Button>
        )}
        {own && !revokeTime && (
          <Button
            variant="default"
            leftSection={<IconFileCertificate size={18} aria-hidden />}
            loading={credential.isPending}
            onClick={() => credential.mutate()}
          >
            {words("credential")}
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<IconCopy size={18} aria-hidden />}
          onClick={() => copy(`${location.origin}/certificates/${id}`)}
        >
          {words(copied ? "copied" : "copy")}
        </Button>
        {mayRevoke && (
          <Button variant="default" c="var(--bad)" onClick={() => setRevoking(true)}>
            {words("revoke")}
          </Button>
        )}
      </Group>
      {own && !revokeTime && <p className={styles.hint}>{words("credentialText")}</p>}
      <FormFailure error={pdf.error ?? credential.error} />
      {revoking && <Revoke certificate={certificate} onClose={() => setRevoking(false)} />}
    </div>
  );
}

function save(url: string, name: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
}
