import { defineConfig } from "vite";

// The player of packages is a page of another origin, with which the app shares nothing, not even a chunk.
export default defineConfig({
  root: import.meta.dirname,
  base: "/player/",
  publicDir: false,
  build: {
    target: "es2022",
    outDir: "dist/player",
    sourcemap: true,
    modulePreload: false,
    // The libraries of both standards are what they are; each comes when a part of its standard is played.
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      input: "player/player.ts",
      output: { entryFileNames: "player.js", chunkFileNames: "[name]-[hash].js" },
    },
  },
});
