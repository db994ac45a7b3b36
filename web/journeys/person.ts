import { mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from "playwright-core";
import { expect, inject } from "vitest";
import { faultsOf } from "./faults.ts";
import { root } from "./root.ts";

const address = inject("address");

const shots = join(root, ".cache/journeys");

interface Habits {
  /** The platform that they use, where it is not the one of all journeys. */
  at?: string;
  /** Where their mails can be read, where the platform itself does not keep them. */
  mails?: string;
  /** Of the screen; a phone's below 600. */
  width?: number;
  language?: "ru" | "en";
  colors?: "light" | "dark";
}

/** Somebody at a browser of their own. */
export interface Person {
  name: string;
  /** The platform that they use. */
  address: string;
  /** Where their mails can be read. */
  mails: string;
  context: BrowserContext;
  page: Page;
  /** What their pages did wrong. */
  faults: string[];
  /** Opens an address of the platform. */
  goTo(path: string): Promise<void>;
  /** Waits for a page by its name, and looks it over. */
  sees(name: string): Promise<void>;
  /** Waits for a part of the page, or a dialog, by its heading, and looks the page over. */
  notices(heading: string): Promise<void>;
  /** Looks the page over as it is now: nothing may be wrong for a screen reader, and nothing may hang over its edge. */
  looks(): Promise<void>;
  button(name: string | RegExp): Locator;
  link(name: string | RegExp): Locator;
  /** A field by its label; the whole of it, where the label is a string. */
  field(label: string | RegExp): Locator;
  /** A text; the whole of its element, where it is a string. */
  text(text: string | RegExp): Locator;
}

/** The people of the running test file. */
export const people: Person[] = [];

let browser: Promise<Browser> | undefined;

/** Seats a person at a browser. */
export async function person(name: string, habits: Habits = {}): Promise<Person> {
  const { width = 1440, language = "en", colors = "light", at = address } = habits;
  const mails = habits.mails ?? `${at}/dev/mail`;
  browser ??= chromium.connect(inject("browser"));
  const context = await (await browser).newContext({
    baseURL: at,
    viewport: { width, height: width < 600 ? 844 : 900 },
    hasTouch: width < 600,
    locale: language === "ru" ? "ru-RU" : "en-GB",
    timezoneId: "Europe/Moscow",
    colorScheme: colors,
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const faults: string[] = [];
  watch(page, faults);
  const looks = async () => {
    faults.push(...(await faultsOf(page)));
    if (process.env.JOURNEY_SHOTS) await photograph(page, `${name} ${new URL(page.url()).pathname}`);
  };
  const somebody: Person = {
    name,
    address: at,
    mails,
    context,
    page,
    faults,
    looks,
    async goTo(path) {
      await page.goto(path);
    },
    async sees(heading) {
      await page.getByRole("heading", { name: heading, exact: true, level: 1 }).waitFor();
      await looks();
    },
    async notices(heading) {
      await page.getByRole("heading", { name: heading, exact: true }).waitFor();
      await looks();
    },
    button: (called) => page.getByRole("button", { name: called }),
    link: (called) => page.getByRole("link", { name: called }),
    field: (label) => page.getByLabel(label, { exact: true }),
    text: (text) => page.getByText(text, { exact: true }),
  };
  people.push(somebody);
  return somebody;
}

// A page that failed, or that its own content security policy had to hold back, says so on the console.
function watch(page: Page, faults: string[]): void {
  page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    const refusal = /status of 4\d\d/.test(message.text()) && message.location().url.includes("/platform.");
    // Somebody whose line was cut is told so by the page as well.
    const cut = message.text().includes("ERR_INTERNET_DISCONNECTED");
    if (message.type() === "error" && !refusal && !cut) faults.push(`${page.url()}: ${message.text()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 500) faults.push(`${page.url()}: ${response.url()} answered ${response.status()}`);
  });
}

let count = 0;

/** Keeps a picture of a page in .cache/journeys. */
export async function photograph(page: Page, name: string): Promise<void> {
  mkdirSync(shots, { recursive: true });
  const journey = basename(expect.getState().testPath ?? "", ".test.ts");
  const file = `${journey} ${String(++count).padStart(3, "0")} ${name}`.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 120);
  await page.screenshot({ path: join(shots, `${file}.png`), fullPage: true, timeout: 5000 });
}

/** Closes the browsers of the file's people. */
export async function leave(): Promise<void> {
  for (const { context } of people.splice(0)) await context.close();
  await (await browser)?.close();
  browser = undefined;
}
