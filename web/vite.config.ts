import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const platform = process.env.PLATFORM_URL ?? "http://localhost:8080";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    target: "es2022",
    // Styles are written for browsers that know light-dark(), 2024 and later; a translation of it follows no theme.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    sourcemap: true,
    manifest: true,
    chunkSizeWarningLimit: 600,
    // The content security policy lets fonts come from files alone.
    assetsInlineLimit: (path) => (path.endsWith(".woff2") ? false : undefined),
    // What every page needs comes in one file: it compresses better than the forty that pages share of it.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "first", tags: ["$initial"] }] } } },
  },
  server: { proxy: { "/platform.": platform, "/media": platform, "/dev": platform } },
});
