import { useMutation } from "@connectrpc/connect-query";
import { Button, Center, Loader, TextInput } from "@mantine/core";
import { AccountService } from "@platform/connect/platform/auth/v1/account_service_pb.ts";
import { IconCircleCheck, IconLinkOff } from "@tabler/icons-react";
import { useEffect } from "react";
import { Link, useSearchParams } from "react-router";
import { FormFailure } from "../../components/forms.tsx";
import { Failed } from "../../components/states.tsx";
import { readFailure } from "../../lib/failure.ts";
import { useWords } from "../../lib/words.ts";
import { CheckMail } from "./check-mail.tsx";
import styles from "./entrance.module.css";
import { Panel } from "./panel.tsx";
import { authWords } from "./words.ts";

/** Where the link of the confirmation mail leads. */
export default function Confirm() {
  const words = useWords(authWords);
  const [params] = useSearchParams();
  const token = params.get("token") ?? "";
  const { mutate, isSuccess, error } = useMutation(AccountService.method.confirmEmail);
  useEffect(() => mutate({ token }), [mutate, token]);

  if (isSuccess) {
    return (
      <Panel
        title={words("confirmed")}
        about={words("confirmedText")}
        icon={<IconCircleCheck size={26} stroke={1.6} aria-hidden />}
        tone="good"
      >
        <Button component={Link} to="/log-in" fullWidth>
          {words("logIn")}
        </Button>
      </Panel>
    );
  }
  if (!error) {
    return (
      <Panel title={words("confirming")}>
        <Center py="md" role="status">
          <Loader size="sm" />
        </Center>
      </Panel>
    );
  }
  const { reason } = readFailure(error);
  if (reason === "TOKEN_INVALID" || reason === "REQUEST_INVALID") return <FreshLink />;
  return (
    <Panel title={words("confirming")}>
      <Failed error={error} onRetry={() => mutate({ token })} />
    </Panel>
  );
}

function FreshLink() {
  const words = useWords(authWords);
  const resend = useMutation(AccountService.method.resendConfirmation);
  if (resend.isSuccess) return <CheckMail text={words("mailText", { email: resend.variables?.email })} />;
  return (
    <Panel
      title={words("confirmFailed")}
      about={words("confirmFailedText")}
      icon={<IconLinkOff size={26} stroke={1.6} aria-hidden />}
      tone="warn"
    >
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          resend.mutate({ email: String(new FormData(event.currentTarget).get("email")).trim() });
        }}
      >
        <TextInput label={words("email")} name="email" type="email" autoComplete="username" />
        <FormFailure error={resend.error} />
        <Button type="submit" fullWidth loading={resend.isPending}>
          {words("sendLink")}
        </Button>
      </form>
    </Panel>
  );
}
