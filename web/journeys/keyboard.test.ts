import type { Locator } from "playwright-core";
import { beforeAll, describe, inject, it } from "vitest";
import { type Person, person } from "./person.ts";

describe("somebody without a mouse, in English at a desk", () => {
  let he: Person;
  beforeAll(async () => {
    he = await person("Lena");
  });

  it("logs in", async () => {
    await he.goTo("/log-in");
    await he.sees("Log in to Platform");
    await he.page.keyboard.type("learner@example.org");
    await he.page.keyboard.press("Tab");
    await he.page.keyboard.type(inject("demoPassword"));
    await he.page.keyboard.press("Enter");
    await he.button("Your menu").waitFor();
  });

  it("skips the bars to the content", async () => {
    await tabTo(he, he.link("Skip to the content"));
    await he.page.keyboard.press("Enter");
    await he.page.locator("main:focus").waitFor();
  });

  it("opens the catalogue by the palette and a course by its link", async () => {
    await he.page.keyboard.press("Control+k");
    await he.page.getByRole("combobox").waitFor();
    await he.page.keyboard.type("first steps");
    await he.looks();
    await he.page.keyboard.press("ArrowUp");
    await he.page.keyboard.press("Enter");
    await he.sees("Courses");
    await tabTo(he, he.link("First steps on the platform"));
    await he.page.keyboard.press("Enter");
    await he.sees("First steps on the platform");
    await tabTo(he, he.link("Start learning"));
    await he.page.keyboard.press("Enter");
    await he.sees("A course from the inside");
  });

  it("turns the page by an arrow, and answers questions", async () => {
    await he.page.keyboard.press("ArrowRight");
    await he.sees("Try a question");
    await tabTo(he, he.button("Start"));
    await he.page.keyboard.press("Enter");
    await he.page.getByRole("radiogroup").waitFor();
    await tabTo(he, he.page.getByRole("radio", { name: "Blocks" }));
    await he.page.keyboard.press("Space");
    await he.looks();
    await tabTo(he, he.button("Next"));
    await he.page.keyboard.press("Enter");
    await he.field("Your answer, a number").waitFor();
    await tabTo(he, he.field("Your answer, a number"));
    await he.page.keyboard.type("42");
    await tabTo(he, he.button("Review and submit"));
    await he.page.keyboard.press("Enter");
    await he.page.getByRole("dialog").waitFor();
    await tabTo(he, he.button("Submit answers"));
    await he.page.keyboard.press("Enter");
    await he.notices("All right");
  });
});

const furthest = 60;

/** Presses Tab until something has the focus, visibly. */
async function tabTo({ page }: Person, target: Locator): Promise<void> {
  for (let steps = 0; steps < furthest; steps++) {
    await page.keyboard.press("Tab");
    if ((await page.locator(":focus-visible").and(target).count()) > 0) return;
  }
  throw new Error(`Tab does not lead to ${target}`);
}
