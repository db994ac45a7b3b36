import { useMutation } from "@connectrpc/connect-query";
import { Anchor, Button, TextInput } from "@mantine/core";
import { AccountService } from "@platform/connect/platform/auth/v1/account_service_pb.ts";
import { Link } from "react-router";
import { FormFailure, fieldFailure } from "../../components/forms.tsx";
import { useWords } from "../../lib/words.ts";
import { CheckMail } from "./check-mail.tsx";
import styles from "./entrance.module.css";
import { Panel } from "./panel.tsx";
import { authWords } from "./words.ts";

/** Asks for the mail that leads to a new password. */
export default function Forgot() {
  const words = useWords(authWords);
  const ask = useMutation(AccountService.method.requestPasswordReset);
  if (ask.isSuccess) return <CheckMail text={words("resetMailText", { email: ask.variables?.email })} />;
  return (
    <Panel
      title={words("forgotTitle")}
      about={words("forgotText")}
      below={
        <Anchor component={Link} to="/log-in" fz="sm">
          {words("toLogIn")}
        </Anchor>
      }
    >
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate({ email: String(new FormData(event.currentTarget).get("email")).trim() });
        }}
      >
        <TextInput
          label={words("email")}
          name="email"
          type="email"
          autoComplete="username"
          autoFocus
          error={fieldFailure(ask.error, "email", words("emailWrong"))}
        />
        <FormFailure error={ask.error} />
        <Button type="submit" fullWidth loading={ask.isPending}>
          {words("sendReset")}
        </Button>
      </form>
    </Panel>
  );
}
