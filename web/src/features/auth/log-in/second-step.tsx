import { useMutation } from "@connectrpc/connect-query";
import { Button, TextInput } from "@mantine/core";
import { type Challenge, FactorKind } from "@platform/connect/platform/auth/v1/auth_pb.ts";
import { BrowserSessionService, type Person } from "@platform/connect/platform/bff/v1/session_service_pb.ts";
import { IconDeviceMobile } from "@tabler/icons-react";
import { useState } from "react";
import { FormFailure } from "../../../components/forms.tsx";
import { readFailure } from "../../../lib/failure.ts";
import { useWords } from "../../../lib/words.ts";
import styles from "../entrance.module.css";
import { Panel } from "../panel.tsx";
import { authWords } from "../words.ts";

/** The second step of log-in: a code of the authenticator, or a recovery code. */
export default function SecondStep({
  challenge,
  onPerson,
  onBack,
}: {
  challenge: Challenge;
  onPerson: (person: Person | undefined) => void;
  onBack: (error?: unknown) => void;
}) {
  const words = useWords(authWords);
  const [recovery, setRecovery] = useState(!challenge.factors.includes(FactorKind.TOTP));
  const [code, setCode] = useState("");
  const complete = useMutation(BrowserSessionService.method.completeLogIn, {
    onSuccess: ({ person }) => onPerson(person),
    onError: (error) => {
      setCode("");
      if (readFailure(error).reason === "CHALLENGE_CLOSED") onBack(error);
    },
  });
  const send = (value: string) => complete.mutate({ challengeId: challenge.challengeId, code: value });

  function type(value: string) {
    const digits = recovery ? value : value.replace(/\D/g, "").slice(0, 6);
    setCode(digits);
    if (!recovery && digits.length === 6 && !complete.isPending) send(digits);
  }

  return (
    <Panel
      title={words("codeTitle")}
      about={words(recovery ? "recoveryText" : "codeText")}
      icon={<IconDeviceMobile size={26} stroke={1.6} aria-hidden />}
    >
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send(code.trim());
        }}
      >
        <TextInput
          key={String(recovery)}
          label={words(recovery ? "recoveryCode" : "code")}
          autoComplete="one-time-code"
          inputMode={recovery ? "text" : "numeric"}
          autoFocus
          maxLength={recovery ? 32 : 7}
          value={code}
          onChange={(event) => type(event.currentTarget.value)}
          styles={{ input: { fontVariantNumeric: "tabular-nums", letterSpacing: recovery ? "0.04em" : "0.3em" } }}
        />
        <FormFailure error={complete.error} />
        <Button type="submit" fullWidth loading={complete.isPending} disabled={code.trim().length < 6}>
          {words("continue")}
        </Button>
        {challenge.factors.includes(FactorKind.TOTP) && challenge.factors.includes(FactorKind.RECOVERY_CODE) && (
          <Button
            variant="subtle"
            fullWidth
            onClick={() => {
              setCode("");
              setRecovery(!recovery);
            }}
          >
            {words(recovery ? "useAuthenticator" : "useRecovery")}
          </Button>
        )}
        <Button variant="subtle" color="gray" fullWidth onClick={() => onBack()}>
          {words("otherAccount")}
        </Button>
      </form>
    </Panel>
  );
}
