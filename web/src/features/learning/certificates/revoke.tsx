import { createClient } from "@connectrpc/connect";
import { Stack, Text, Textarea } from "@mantine/core";
import { type Certificate, CertificateService } from "@platform/connect/platform/learning/v1/certificate_service_pb.ts";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Confirm } from "../../../components/confirm.tsx";
import { readAnew } from "../../../lib/query.ts";
import { toast } from "../../../lib/toasts.ts";
import { transport } from "../../../lib/transport.ts";
import { useWords } from "../../../lib/words.ts";
import { certificateWords } from "./words.ts";

const client = createClient(CertificateService, transport);

/** Takes a certificate back, with a reason that everybody will read. */
export function Revoke({ certificate: { id, name }, onClose }: { certificate: Certificate; onClose: () => void }) {
  const words = useWords(certificateWords);
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const revoke = useMutation({
    mutationFn: async () => {
      await client.revokeCertificate({ certificateId: id, reason: reason.trim() });
      await readAnew(CertificateService.method.getCertificate);
      toast({ text: words("revokedNow") });
      onClose();
    },
  });
  return (
    <Confirm
      title={words("revokeTitle")}
      action={words("revoke")}
      {...(name && { word: name })}
      error={revoke.error}
      pending={revoke.isPending}
      onClose={onClose}
      onConfirm={() => {
        setMissing(reason.trim() === "");
        if (reason.trim() !== "") revoke.mutate();
      }}
    >
      <Stack>
        <Text>{words("revokeText")}</Text>
        <Textarea
          label={words("reason")}
          description={words("reasonHint")}
          error={missing && words("reasonMissing")}
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </Stack>
    </Confirm>
  );
}
