import type { TestProject } from "vitest/node";
import { buildIfStale } from "../../tools/build.mjs";
import { startBrowser } from "./browser.ts";
import { startPlatform } from "./platform.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The platform's address. */
    address: string;
    /** The password of the demo people. */
    demoPassword: string;
    /** Where the browser takes commands. */
    browser: string;
  }
}

/** Starts the platform and the browser that all journeys share; the platform must stop as politely as it came. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await buildIfStale();
  const [platform, browser] = await Promise.all([startPlatform(), startBrowser()]);
  project.provide("address", platform.address);
  project.provide("demoPassword", platform.demoPassword);
  project.provide("browser", browser.wsEndpoint());
  return async () => {
    await browser.close();
    await platform.stop().catch((error: unknown) => {
      // Vitest tells of an error here, and ends well all the same.
      process.exitCode = 1;
      throw error;
    });
  };
}
