import { Button, Text, Title } from "@mantine/core";
import { IconAward, IconBellRinging, IconLanguage, IconLock, IconSchool, IconUsers } from "@tabler/icons-react";
import { Link } from "react-router";
import { useTitle } from "../../components/page.tsx";
import { useHeadingFocus } from "../../lib/heading.ts";
import { useWords } from "../../lib/words.ts";
import styles from "./landing.module.css";
import { landingWords } from "./landing-words.ts";
import { Showcase } from "./showcase.tsx";

const offers = [
  { icon: IconSchool, title: "learnTitle", text: "learnText", hue: "#0d9488" },
  { icon: IconAward, title: "proveTitle", text: "proveText", hue: "#b45309" },
  { icon: IconUsers, title: "peopleTitle", text: "peopleText", hue: "#be185d" },
  { icon: IconBellRinging, title: "newsTitle", text: "newsText", hue: "#0369a1" },
  { icon: IconLock, title: "safeTitle", text: "safeText", hue: "#4f46e5" },
  { icon: IconLanguage, title: "yoursTitle", text: "yoursText", hue: "#7e22ce" },
] as const;

/** What a stranger sees first: what this place is, and the way in. */
export default function Landing() {
  const words = useWords(landingWords);
  const heading = useHeadingFocus();
  useTitle("");
  return (
    <div className={styles.landing}>
      <div className={styles.hero}>
        <div className={styles.pitch}>
          <Title order={1} ref={heading} tabIndex={-1} className={`heading ${styles.title}`}>
            {words("title")}
          </Title>
          <Text size="lg" className="quiet">
            {words("text")}
          </Text>
          <div className={styles.ways}>
            <Button component={Link} to="/sign-up" size="lg">
              {words("signUp")}
            </Button>
            <Button component={Link} to="/courses" size="lg" variant="default">
              {words("look")}
            </Button>
          </div>
        </div>
        <Showcase />
      </div>
      <ul className={styles.offers}>
        {offers.map(({ icon: Icon, title, text, hue }) => (
          <li key={title}>
            <span className={styles.icon} style={{ "--hue": hue } as React.CSSProperties}>
              <Icon size={22} stroke={1.7} aria-hidden />
            </span>
            <Title order={2} size="h3">
              {words(title)}
            </Title>
            <Text size="sm" className="quiet">
              {words(text)}
            </Text>
          </li>
        ))}
      </ul>
    </div>
  );
}
