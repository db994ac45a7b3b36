import { lazy, Suspense, useEffect, useState } from "react";
import { Navigate, Outlet, useLocation } from "react-router";
import { Waiting } from "../../components/states.tsx";
import { logInAddress } from "../../lib/routes.ts";
import { useViewer } from "../../lib/viewer.ts";
import { useWords } from "../../lib/words.ts";
import { ErrorBoundary } from "../error-boundary.tsx";
import { Unreachable } from "../unreachable.tsx";
import { shellWords } from "../words.ts";
import { BottomBar } from "./bottom-bar.tsx";
import { FrontBar } from "./front-bar.tsx";
import { modulesFor } from "./modules.ts";
import { Rail } from "./rail.tsx";
import styles from "./shell.module.css";
import { TopBar } from "./top-bar.tsx";

const Palette = lazy(() => import("../palette/palette.tsx"));
const ApplySettings = lazy(() => import("../../features/settings/apply-settings.tsx"));
const LiveInbox = lazy(() => import("../../features/inbox/live-inbox.tsx"));
const KeepPresence = lazy(() => import("../../features/people/keep-presence.tsx"));

/** The bars around a page, made anew with its layout. Strangers get a page only where it is open to them. */
export default function Shell({ open, layout }: { open: boolean; layout: string }) {
  const words = useWords(shellWords);
  const { person, isPending, error, refetch } = useViewer();
  const { pathname, search } = useLocation();
  const [finding, setFinding] = useFinding(person !== undefined);

  if (isPending) return <Waiting label={words("opening")} />;
  if (error && !person) return <Unreachable error={error} onRetry={refetch} />;
  if (!person) return open ? <FrontShell layout={layout} /> : <Navigate to={logInAddress(pathname + search)} replace />;

  const modules = modulesFor(person.roles);
  return (
    <>
      <SkipLink />
      <div className={styles.shell}>
        <Rail modules={modules} />
        <div className={styles.column}>
          <TopBar person={person} onFind={() => setFinding(true)} />
          <Content layout={layout} />
        </div>
      </div>
      <BottomBar modules={modules} />
      <Suspense fallback={null}>
        <LiveInbox />
        <KeepPresence />
        <ApplySettings />
        {finding && <Palette modules={modules} person={person} onClose={() => setFinding(false)} />}
      </Suspense>
    </>
  );
}

function FrontShell({ layout }: { layout: string }) {
  return (
    <>
      <SkipLink />
      <div className={styles.column} style={{ minHeight: "100dvh" }}>
        <FrontBar />
        <Content stranger layout={layout} />
      </div>
    </>
  );
}

function Content({ stranger, layout }: { stranger?: boolean; layout: string }) {
  return (
    <main id="content" tabIndex={-1} className={styles.main} data-stranger={stranger || undefined}>
      <ErrorBoundary key={layout}>
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </ErrorBoundary>
    </main>
  );
}

function SkipLink() {
  const words = useWords(shellWords);
  return (
    <a href="#content" className={styles.skip}>
      {words("skip")}
    </a>
  );
}

// Ctrl+K or Cmd+K opens the palette wherever the focus is.
function useFinding(enabled: boolean) {
  const [finding, setFinding] = useState(false);
  useEffect(() => {
    if (!enabled) return;
    function listen(event: KeyboardEvent) {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "k") return;
      event.preventDefault();
      setFinding((now) => !now);
    }
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [enabled]);
  return [finding, setFinding] as const;
}
