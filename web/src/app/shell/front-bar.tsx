import { Button } from "@mantine/core";
import { Link, useLocation } from "react-router";
import { logInAddress } from "../../lib/routes.ts";
import { useWords } from "../../lib/words.ts";
import { shellWords } from "../words.ts";
import { LanguageSwitch } from "./language-switch.tsx";
import styles from "./shell.module.css";

/** What strangers see above a page that is open to them. */
export function FrontBar() {
  const words = useWords(shellWords);
  const { pathname, search } = useLocation();
  return (
    <header className={styles.front}>
      <Link to="/" className={styles.brand} style={{ margin: 0 }}>
        <img src="/icon.svg" width={28} height={28} alt="" />
        <span>Platform</span>
      </Link>
      <nav className={styles.frontLinks} aria-label={words("modules")}>
        <Link to="/courses" className={styles.tool}>
          {words("courses")}
        </Link>
        <Link to="/knowledge" className={styles.tool}>
          {words("knowledge")}
        </Link>
        <Link to="/news" className={styles.tool}>
          {words("news")}
        </Link>
      </nav>
      <span className={styles.spring} />
      <LanguageSwitch className={styles.tool} />
      <Button component={Link} to={logInAddress(pathname + search)} size="sm" variant="default">
        {words("logIn")}
      </Button>
    </header>
  );
}
