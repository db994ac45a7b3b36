import { existsSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { packCourse } from "./course-archive.ts";
import { answer, choose } from "./pages/course.ts";
import { entrance } from "./pages/entrance.ts";
import { type Person, person } from "./person.ts";
import { root } from "./root.ts";

const demoCourse = join(root, "../shared/data/openedx-demo-course.tar.gz");
const password = inject("demoPassword");

describe("a course, from its archive to a certificate that a stranger checks", () => {
  let anna: Person;
  let lena: Person;
  let certificate: string;
  beforeAll(async () => {
    [anna, lena] = await Promise.all([person("Анна", { language: "ru" }), person("Lena", { width: 390 })]);
    await entrance(anna, "ru").logIn({ email: "admin@example.org", password });
    await entrance(lena, "en").logIn({ email: "learner@example.org", password });
  });

  it("is imported by its author, with a report of what could not be taken", async () => {
    await anna.goTo("/authoring");
    await anna.sees("Мастерская");
    await anna.link("Импорт").click();
    await anna.sees("Импорт");
    await choose(anna, { name: "cats.tar.gz", mimeType: "application/gzip", buffer: await packCourse() });
    await anna.text(/Курс «Cats for beginners» теперь в черновиках/).waitFor();
    await anna.link(/^Не вошло/).click();
    await anna.page.getByRole("row").filter({ hasText: "Элементов такого вида здесь нет" }).waitFor();
    await anna.looks();
  });

  it("is published by its author", async () => {
    await anna.link("Открыть черновик").click();
    await anna.button("Опубликовать").click();
    await anna.notices("Опубликовать курс?");
    await anna.page.getByRole("dialog").getByRole("button", { name: "Опубликовать" }).click();
    await anna.text("Курс опубликован").waitFor();
    await anna.looks();
  });

  it("is found and entered by a learner on a phone", async () => {
    await lena.goTo("/courses");
    await lena.sees("Courses");
    await lena.page.getByRole("searchbox", { name: "Search courses" }).fill("cat beginer");
    await lena.link(/Cats for beginners/).click();
    await lena.sees("Cats for beginners");
    await lena.button("Enrol in the course").click();
    await lena.link("Start learning").click();
    await lena.sees("What a cat is");
    await lena.link(/^Next/).click();
    await lena.sees("Questions about cats");
  });

  it("is passed by its questions, after one try too few", async () => {
    await answer(lena, { lives: "7", prey: "Elephants" });
    await lena.notices("Not yet");
    await lena.button("Try again").click();
    await answer(lena, { lives: "9", prey: "Mice" });
    await lena.notices("You have passed the course");
    await lena.button("Stay in the lesson").click();
    await lena.notices("All right");
  });

  it("ends with a certificate, word of which arrives while the learner looks on", async () => {
    const word = "You earned a certificate: “Cats for beginners”";
    await lena.page.getByRole("status").getByText(word).waitFor();
    await lena.button(/^Notifications: [1-9]/).click();
    await lena.page.getByRole("dialog").getByRole("link", { name: word }).click();
    await lena.sees("Lena Learner");
    await lena.text("Valid").waitFor();
    certificate = lena.page.url();
    const download = lena.page.waitForEvent("download");
    await lena.button("Download PDF").click();
    expect((await text(await (await download).createReadStream())).slice(0, 5)).toBe("%PDF-");
  });

  it.skipIf(!existsSync(demoCourse))("may be a real one, whose import is watched as it goes", async () => {
    await anna.goTo("/authoring/imports");
    await anna.sees("Импорт");
    await choose(anna, demoCourse);
    await anna.text(/^\d+ из \d+ частей$/).waitFor();
    await anna.link("Открыть черновик").waitFor({ timeout: 20_000 });
    await anna.looks();
    await anna.link(/^Изменено/).click();
    await anna.page.getByRole("row").nth(1).waitFor();
    await anna.looks();
    await anna.link("Открыть черновик").click();
    await anna.button("Опубликовать").waitFor();
    await anna.looks();
  });

  it("is verified by a stranger, in Russian at a desk", async () => {
    const stranger = await person("посторонний", { language: "ru", colors: "dark" });
    await stranger.goTo(certificate);
    await stranger.sees("Lena Learner");
    await stranger.text("Действителен").waitFor();
    await stranger.text("Cats for beginners").waitFor();
    await stranger.goTo(`${certificate.slice(0, -4)}0000`);
    await stranger.sees("Такого сертификата нет");
  });
});
