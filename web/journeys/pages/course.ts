import type { FileChooser } from "playwright-core";
import type { Person } from "../person.ts";

/** Chooses an archive, as one does in the browser's own dialog. */
export async function choose(author: Person, file: Parameters<FileChooser["setFiles"]>[0]): Promise<void> {
  const dialog = author.page.waitForEvent("filechooser");
  await author.button(/^(Выбрать архив|Choose archive)$/).click();
  await (await dialog).setFiles(file);
}

/** Answers both questions of the course about cats, and submits. */
export async function answer(learner: Person, { lives, prey }: { lives: string; prey: string }): Promise<void> {
  const start = learner.page.getByRole("button", { name: "Start", exact: true });
  if (await start.isVisible()) await start.click();
  await learner.field("Your answer, a number").fill(lives);
  await learner.looks();
  await learner.page.getByRole("button", { name: "Next", exact: true }).click();
  await learner.page.getByRole("radio", { name: prey }).check();
  await learner.button("Review and submit").click();
  await learner.text("Every question is answered.").waitFor();
  await learner.looks();
  await learner.button("Submit answers").click();
}
