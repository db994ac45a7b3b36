import { useMutation } from "@connectrpc/connect-query";
import { Button } from "@mantine/core";
import { NewsletterService } from "@platform/connect/platform/notification/v1/newsletter_service_pb.ts";
import { IconCircleCheck, IconLinkOff, IconMail } from "@tabler/icons-react";
import { Link, useSearchParams } from "react-router";
import { FormFailure } from "../../components/forms.tsx";
import { readFailure } from "../../lib/failure.ts";
import { useWords } from "../../lib/words.ts";
import { Panel } from "./panel.tsx";
import { authWords } from "./words.ts";

/** Where the link of the newsletter's mail leads; opening it changes nothing, since mail scanners follow links. */
export default function Newsletter() {
  const words = useWords(authWords);
  const [params] = useSearchParams();
  const token = params.get("token") ?? "";
  const confirm = useMutation(NewsletterService.method.confirmSubscription);
  const news = (
    <Button component={Link} to="/news" fullWidth variant={confirm.isSuccess ? "filled" : "default"}>
      {words("readNews")}
    </Button>
  );
  if (confirm.isSuccess) {
    return (
      <Panel
        title={words("newsletterOn")}
        about={words("newsletterOnText")}
        icon={<IconCircleCheck size={26} stroke={1.6} aria-hidden />}
        tone="good"
      >
        {news}
      </Panel>
    );
  }
  if (confirm.error && ["TOKEN_INVALID", "REQUEST_INVALID"].includes(readFailure(confirm.error).reason)) {
    return (
      <Panel
        title={words("newsletterOver")}
        about={words("newsletterOverText")}
        icon={<IconLinkOff size={26} stroke={1.6} aria-hidden />}
        tone="warn"
      >
        {news}
      </Panel>
    );
  }
  return (
    <Panel
      title={words("newsletterTitle")}
      about={words("newsletterText")}
      icon={<IconMail size={26} stroke={1.6} aria-hidden />}
    >
      <FormFailure error={confirm.error} />
      <Button fullWidth loading={confirm.isPending} onClick={() => confirm.mutate({ token })}>
        {words("newsletterConfirm")}
      </Button>
    </Panel>
  );
}
