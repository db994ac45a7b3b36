import type { Person } from "../person.ts";
import { entrance } from "./entrance.ts";

/** Makes somebody a learner of the course that the platform starts with, so that what they do there is nobody else's. */
export async function learnFirstSteps(person: Person, email: string): Promise<void> {
  const account = { name: `${person.name} Newman`, email, password: "a password that nobody guesses 7" };
  await entrance(person, "en").signUp(account);
  await entrance(person, "en").logIn(account);
  await person.goTo("/courses");
  await person
    .link(/First steps on the platform/)
    .first()
    .click();
  await person.button("Enrol in the course").click();
  await person.link("Start learning").waitFor();
}
