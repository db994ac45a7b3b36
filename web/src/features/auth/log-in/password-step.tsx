import { useMutation } from "@connectrpc/connect-query";
import { Anchor, Button, TextInput } from "@mantine/core";
import type { Challenge } from "@platform/connect/platform/auth/v1/auth_pb.ts";
import { BrowserSessionService, type Person } from "@platform/connect/platform/bff/v1/session_service_pb.ts";
import { IconFingerprint } from "@tabler/icons-react";
import { type FormEvent, lazy, Suspense, useState } from "react";
import { Link } from "react-router";
import { FormFailure, fieldFailure, PasswordField } from "../../../components/forms.tsx";
import { readFailure } from "../../../lib/failure.ts";
import { useWords } from "../../../lib/words.ts";
import styles from "../entrance.module.css";
import { Panel } from "../panel.tsx";
import { authWords } from "../words.ts";
import { usePasskeyLogIn } from "./passkey.ts";

const Resend = lazy(() => import("../resend.tsx"));

/** The first step of log-in. */
export function PasswordStep({
  onPerson,
  onChallenge,
  closed,
}: {
  onPerson: (person: Person | undefined) => void;
  onChallenge: (challenge: Challenge) => void;
  closed: unknown;
}) {
  const words = useWords(authWords);
  const [email, setEmail] = useState("");
  const logIn = useMutation(BrowserSessionService.method.logIn, {
    onSuccess: ({ outcome }) => (outcome.case === "challenge" ? onChallenge(outcome.value) : onPerson(outcome.value)),
  });
  const passkey = usePasskeyLogIn(onPerson);
  const failure = passkey.error ?? logIn.error ?? closed;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    passkey.reset();
    const data = new FormData(event.currentTarget);
    logIn.mutate({ email: email.trim(), password: String(data.get("password")) });
  }

  return (
    <Panel
      title={words("logInTitle")}
      below={
        <>
          {words("newHere")}{" "}
          <Anchor component={Link} to="/sign-up" fz="sm" fw={600}>
            {words("signUp")}
          </Anchor>
        </>
      }
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <TextInput
          label={words("email")}
          name="email"
          type="email"
          autoComplete="username webauthn"
          autoFocus
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={fieldFailure(logIn.error, "email", words("emailWrong"))}
        />
        <PasswordField
          label={words("password")}
          name="password"
          autoComplete="current-password"
          error={fieldFailure(logIn.error, "password", words("passwordWrong"))}
        />
        <Anchor component={Link} to="/forgot" fz="sm" style={{ alignSelf: "flex-start" }}>
          {words("forgot")}
        </Anchor>
        {passkey.cancelled ? (
          <p role="status" className="quiet" style={{ margin: 0, fontSize: 14 }}>
            {words("passkeyCancelled")}
          </p>
        ) : (
          <FormFailure error={failure} />
        )}
        {logIn.error && readFailure(logIn.error).reason === "EMAIL_UNCONFIRMED" && (
          <Suspense fallback={null}>
            <Resend email={email.trim()} />
          </Suspense>
        )}
        <Button type="submit" fullWidth loading={logIn.isPending}>
          {words("logIn")}
        </Button>
      </form>
      <div className={styles.or}>{words("or")}</div>
      <Button
        variant="default"
        fullWidth
        leftSection={<IconFingerprint size={20} stroke={1.7} aria-hidden />}
        loading={passkey.isPending}
        onClick={() => {
          logIn.reset();
          passkey.start();
        }}
      >
        {words("withPasskey")}
      </Button>
    </Panel>
  );
}
