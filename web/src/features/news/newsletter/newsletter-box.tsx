import { Title } from "@mantine/core";
import { IconMail } from "@tabler/icons-react";
import { useViewer } from "../../../lib/viewer.ts";
import { useWords } from "../../../lib/words.ts";
import styles from "./newsletter.module.css";
import { SubscribeForm } from "./subscribe-form.tsx";
import { SubscribeSwitch } from "./subscribe-switch.tsx";
import { newsletterWords } from "./words.ts";

/** Where one asks for the newsletter: a person by a switch, a stranger by an address. */
export function NewsletterBox() {
  const words = useWords(newsletterWords);
  const { person, isPending } = useViewer();
  if (isPending) return null;
  return (
    <section className={`card ${styles.box}`} aria-labelledby="newsletter">
      <div className={styles.about}>
        <IconMail size={24} stroke={1.6} aria-hidden />
        <div>
          <Title order={2} size={16} id="newsletter">
            {words("title")}
          </Title>
          <p className="quiet">{words("about")}</p>
        </div>
      </div>
      {person ? <SubscribeSwitch /> : <SubscribeForm />}
    </section>
  );
}
