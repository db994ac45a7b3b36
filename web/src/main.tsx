import "@fontsource-variable/inter/wght.css";
import "@mantine/core/styles.css";
import "./app/theme.css";
import { createRoot } from "react-dom/client";
import { App } from "./app/app.tsx";
import { startWords } from "./lib/words.ts";

await startWords();
createRoot(document.getElementById("root") as HTMLElement).render(<App />);
