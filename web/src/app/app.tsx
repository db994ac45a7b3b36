import { TransportProvider } from "@connectrpc/connect-query";
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { BrowserRouter, matchRoutes, useLocation, useRoutes } from "react-router";
import { Waiting } from "../components/states.tsx";
import { Toasts } from "../components/toasts.tsx";
import { queryClient } from "../lib/query.ts";
import { useReauthentication } from "../lib/reauthentication.ts";
import { isOpen, layoutIn } from "../lib/routes.ts";
import { transport } from "../lib/transport.ts";
import { ErrorBoundary } from "./error-boundary.tsx";
import { alone, inside } from "./routes.tsx";
import { Offline } from "./shell/offline.tsx";
import { theme } from "./theme.ts";

const Shell = lazy(() => import("./shell/shell.tsx"));
const Reauthentication = lazy(() => import("../features/auth/reauthentication.tsx"));

/** The whole app: what all pages share, and the page that the address names. */
export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <TransportProvider transport={transport}>
        <QueryClientProvider client={queryClient}>
          <BrowserRouter>
            <Offline />
            <ErrorBoundary>
              <Suspense fallback={<Waiting />}>
                <Pages />
              </Suspense>
            </ErrorBoundary>
            <Toasts />
            <Proof />
          </BrowserRouter>
        </QueryClientProvider>
      </TransportProvider>
    </MantineProvider>
  );
}

function Pages() {
  const location = useLocation();
  const matches = matchRoutes(inside, location);
  const layout = layoutIn(matches) ?? location.pathname;
  return useRoutes([...alone, { element: <Shell open={isOpen(matches)} layout={layout} />, children: inside }]);
}

function Proof() {
  const { answer } = useReauthentication();
  return <Suspense fallback={null}>{answer && <Reauthentication onAnswer={answer} />}</Suspense>;
}
