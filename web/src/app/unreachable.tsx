import { Failed } from "../components/states.tsx";

/** In place of the whole app while nobody says who is signed in. */
export function Unreachable({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <main style={{ display: "grid", placeItems: "center", minHeight: "100dvh" }}>
      <Failed error={error} onRetry={onRetry} />
    </main>
  );
}
