import { useMutation } from "@connectrpc/connect-query";
import { Anchor, Button, TextInput } from "@mantine/core";
import { AccountService } from "@platform/connect/platform/auth/v1/account_service_pb.ts";
import { type FormEvent, useState } from "react";
import { Link } from "react-router";
import { FormFailure, fieldFailure, PasswordField } from "../../components/forms.tsx";
import { useLanguage, useWords } from "../../lib/words.ts";
import { CheckMail } from "./check-mail.tsx";
import styles from "./entrance.module.css";
import { Panel } from "./panel.tsx";
import Resend from "./resend.tsx";
import { authWords } from "./words.ts";

const shortest = 15;

/** Makes an account; the address is confirmed by mail. */
export default function SignUp() {
  const words = useWords(authWords);
  const { contract } = useLanguage();
  const [email, setEmail] = useState("");
  const [short, setShort] = useState<number>();
  const register = useMutation(AccountService.method.register);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const password = String(data.get("password"));
    const length = Array.from(password).length;
    setShort(length < shortest ? length : undefined);
    if (length < shortest) return;
    register.mutate({ email: email.trim(), password, name: String(data.get("name")).trim(), language: contract });
  }

  if (register.isSuccess) {
    return (
      <CheckMail text={words("mailText", { email: email.trim() })}>
        <Resend email={email.trim()} />
      </CheckMail>
    );
  }
  return (
    <Panel
      title={words("signUpTitle")}
      below={
        <>
          {words("haveAccount")}{" "}
          <Anchor component={Link} to="/log-in" fz="sm" fw={600}>
            {words("logIn")}
          </Anchor>
        </>
      }
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <TextInput
          label={words("name")}
          description={words("nameHint")}
          name="name"
          autoComplete="name"
          autoFocus
          required
          withAsterisk={false}
          maxLength={80}
          error={fieldFailure(register.error, "name", words("nameWrong"))}
        />
        <TextInput
          label={words("email")}
          name="email"
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          maxLength={254}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={fieldFailure(register.error, "email", words("emailWrong"))}
        />
        <PasswordField
          label={words("password")}
          description={words("passwordHint")}
          name="password"
          autoComplete="new-password"
          error={short === undefined ? undefined : words("passwordTooShort", { count: short })}
        />
        <FormFailure error={register.error} />
        <Button type="submit" fullWidth loading={register.isPending}>
          {words("signUp")}
        </Button>
      </form>
    </Panel>
  );
}
