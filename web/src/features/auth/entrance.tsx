import { Suspense } from "react";
import { Link, Outlet } from "react-router";
import { Waiting } from "../../components/states.tsx";
import { changeLanguage, useLanguage } from "../../lib/words.ts";
import styles from "./entrance.module.css";

/** The quiet frame around the pages by which people come in. */
export default function Entrance() {
  const { code } = useLanguage();
  const other = code === "ru" ? "en" : "ru";
  return (
    <div className={styles.entrance}>
      <header className={styles.top}>
        <Link to="/" className={styles.brand}>
          <img src="/icon.svg" width={28} height={28} alt="" />
          Platform
        </Link>
        <button type="button" lang={other} className={styles.language} onClick={() => void changeLanguage(other)}>
          {other === "ru" ? "Русский" : "English"}
        </button>
      </header>
      <main className={styles.main}>
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}
