import { useMutation } from "@connectrpc/connect-query";
import { Button, TextInput } from "@mantine/core";
import { NewsletterService } from "@platform/connect/platform/notification/v1/newsletter_service_pb.ts";
import { FormFailure, fieldFailure } from "../../../components/forms.tsx";
import { useLanguage, useWords } from "../../../lib/words.ts";
import styles from "./newsletter.module.css";
import { newsletterWords } from "./words.ts";

/** Asks to send a link to an address, by which its owner confirms. */
export function SubscribeForm() {
  const words = useWords(newsletterWords);
  const { contract } = useLanguage();
  const ask = useMutation(NewsletterService.method.requestSubscription);
  if (ask.isSuccess) {
    return (
      <p className={styles.sent} role="status">
        {words("sent", { email: ask.variables?.email })}
      </p>
    );
  }
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const email = String(new FormData(event.currentTarget).get("email")).trim();
        ask.mutate({ email, language: contract });
      }}
    >
      <TextInput
        className={styles.field}
        name="email"
        type="email"
        autoComplete="email"
        maxLength={254}
        aria-label={words("email")}
        placeholder={words("email")}
        error={fieldFailure(ask.error, "email", words("emailWrong"))}
      />
      <Button type="submit" loading={ask.isPending}>
        {words("subscribe")}
      </Button>
      {ask.error && !fieldFailure(ask.error, "email", "") && <FormFailure error={ask.error} />}
    </form>
  );
}
