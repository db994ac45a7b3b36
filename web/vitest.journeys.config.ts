import { defineConfig } from "vitest/config";

/**
 * Journeys of people in a real browser, against the platform as `npm start` runs it. With JOURNEY_SHOTS=1 they keep a
 * picture of every page that they look over, in .cache/journeys, where those of a failure always are.
 */
export default defineConfig({
  root: import.meta.dirname,
  test: {
    include: ["journeys/*.test.ts"],
    globalSetup: "journeys/global-setup.ts",
    setupFiles: "journeys/each-test.ts",
    testTimeout: 30_000,
    // Building, and the browser unpacked for the first time.
    hookTimeout: 180_000,
    // All journeys share one platform and one browser.
    fileParallelism: false,
  },
});
