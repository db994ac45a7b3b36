import { useMutation } from "@connectrpc/connect-query";
import { Button } from "@mantine/core";
import { AccountService } from "@platform/connect/platform/auth/v1/account_service_pb.ts";
import { FormFailure } from "../../components/forms.tsx";
import { useWords } from "../../lib/words.ts";
import { authWords } from "./words.ts";

/** Asks for the confirmation mail once more. */
export default function Resend({ email }: { email: string }) {
  const words = useWords(authWords);
  const resend = useMutation(AccountService.method.resendConfirmation);
  return (
    <>
      <FormFailure error={resend.error} />
      <Button
        variant="default"
        fullWidth
        loading={resend.isPending}
        disabled={resend.isSuccess}
        onClick={() => resend.mutate({ email })}
      >
        {words(resend.isSuccess ? "sentAgain" : "sendAgain")}
      </Button>
    </>
  );
}
