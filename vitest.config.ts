import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "services/*/test/**/*.test.ts",
      "services/*/src/**/*.test.ts",
      "test/**/*.test.ts",
      "deploy/**/*.test.ts",
      "web/src/**/*.test.ts",
    ],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Two cores, and each suite that needs one starts a PostgreSQL of its own.
    maxWorkers: 2,
  },
});
