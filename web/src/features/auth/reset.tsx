import { useMutation } from "@connectrpc/connect-query";
import { Anchor, Button } from "@mantine/core";
import { AccountService } from "@platform/connect/platform/auth/v1/account_service_pb.ts";
import { IconCircleCheck, IconLinkOff } from "@tabler/icons-react";
import { Link, useSearchParams } from "react-router";
import { FormFailure, fieldFailure, PasswordField } from "../../components/forms.tsx";
import { useWords } from "../../lib/words.ts";
import styles from "./entrance.module.css";
import { Panel } from "./panel.tsx";
import { authWords } from "./words.ts";

/** Where the link of the reset mail leads. */
export default function Reset() {
  const words = useWords(authWords);
  const [params] = useSearchParams();
  const token = params.get("token") ?? "";
  const reset = useMutation(AccountService.method.resetPassword);

  if (!token) {
    return (
      <Panel
        title={words("confirmFailed")}
        about={words("resetNoToken")}
        icon={<IconLinkOff size={26} stroke={1.6} aria-hidden />}
        tone="warn"
      >
        <Button component={Link} to="/forgot" fullWidth>
          {words("askAnother")}
        </Button>
      </Panel>
    );
  }
  if (reset.isSuccess) {
    return (
      <Panel
        title={words("resetDone")}
        about={words("resetDoneText")}
        icon={<IconCircleCheck size={26} stroke={1.6} aria-hidden />}
        tone="good"
      >
        <Button component={Link} to="/log-in" fullWidth>
          {words("logIn")}
        </Button>
      </Panel>
    );
  }
  return (
    <Panel
      title={words("resetTitle")}
      below={
        <Anchor component={Link} to="/forgot" fz="sm">
          {words("askAnother")}
        </Anchor>
      }
    >
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          reset.mutate({ token, newPassword: String(new FormData(event.currentTarget).get("password")) });
        }}
      >
        <PasswordField
          label={words("newPassword")}
          description={words("resetHint")}
          name="password"
          autoComplete="new-password"
          autoFocus
          error={fieldFailure(reset.error, "new_password", words("resetShort"))}
        />
        <FormFailure error={reset.error} />
        <Button type="submit" fullWidth loading={reset.isPending}>
          {words("setPassword")}
        </Button>
      </form>
    </Panel>
  );
}
