// The first journey once more, on the real parts: through Envoy, two processes a service, events over Kafka, sessions
// in Redis, files in S3, mail over SMTP; one of each dies on the way.
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTopology, type Topology } from "@platform/mesh";
import { describePart } from "@platform/parts/testing";
import { afterAll, beforeAll, it, vi } from "vitest";
import { buildProcesses } from "../../tools/build.mjs";
import { authenticator } from "./authenticator.ts";
import { packCourse } from "./course-archive.ts";
import { answer, choose } from "./pages/course.ts";
import { entrance } from "./pages/entrance.ts";
import { type Person, people, person } from "./person.ts";
import { root } from "./root.ts";

const olga = { name: "Ольга Новикова", email: "olga@mesh.example", password: "правильная лошадь батарея скрепка" };
const lena = { name: "Lena Learner", email: "lena@mesh.example", password: "a horse, a battery and a staple" };

describePart("a newcomer on the mesh", ["redis-server", "kafka", "envoy", "versitygw"], () => {
  let folder: string;
  let topology: Topology;
  let postman: Server;
  let author: Person;
  let learner: Person;
  beforeAll(async () => {
    await buildProcesses();
    folder = await mkdtemp(join(tmpdir(), "platform-mesh-journey-"));
    topology = await startTopology({ root, folder, replicas: 2, env: { PLATFORM_ADMIN_EMAIL: olga.email } });
    postman = await deliver(topology);
    const mails = `http://127.0.0.1:${(postman.address() as AddressInfo).port}`;
    author = await person("Ольга", { at: topology.origin, mails, language: "ru" });
    learner = await person("Lena", { at: topology.origin, mails, width: 390 });
  });
  afterAll(async () => {
    postman?.close();
    await topology?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Waits until a part that came back is found again, and forgives what pages said of it meanwhile. */
  async function recovered(): Promise<void> {
    const ask = () =>
      fetch(`${topology.origin}/platform.learning.v1.CatalogueService/ListCourses`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: "{}",
      });
    await vi.waitFor(
      async () => {
        const answers = await Promise.all(Array.from({ length: 8 }, ask));
        if (answers.some(({ ok }) => !ok)) throw new Error("the catalogue does not answer");
      },
      { timeout: 20_000, interval: 100 },
    );
    for (const { faults } of people) faults.splice(0);
  }

  it("signs up, and turns on two-factor log-in", async () => {
    const door = entrance(author, "ru");
    await door.signUp(olga);
    await door.logIn(olga);
    await author.goTo("/settings/security");
    await author.sees("Безопасность");
    await author.button("Включить").click();
    const secret = await author.page
      .locator("code")
      .filter({ hasText: /^[A-Z2-7 ]{16,}$/ })
      .textContent();
    const phone = authenticator((secret ?? "").replaceAll(" ", ""));
    await author.field("Шесть цифр, которые оно показывает сейчас").fill(await phone.code());
    await author.button("Подтвердить").click();
    await author.button("Коды сохранены").click();
    await door.logOut();
    await door.givePassword(olga);
    await author.sees("Второй шаг");
    await author.field("Код").fill(await phone.code());
    await door.isIn();
  });

  it("stays signed in while the broker and the store of sessions are killed and come back", async () => {
    const { kafka, redis } = topology.parts;
    await kafka?.kill("SIGKILL");
    await redis.kill("SIGKILL");
    await Promise.all([kafka?.restart(), redis.restart()]);
    await recovered();
    await author.goTo("/authoring");
    await author.sees("Мастерская");
  });

  it("imports a course and publishes it while one process of each service is gone", async () => {
    for (const service of ["auth", "user", "learning", "notification", "bff"] as const) {
      await topology.of(service)[0]?.kill("SIGKILL");
    }
    await recovered();
    await author.goTo("/authoring/imports");
    await author.sees("Импорт");
    await choose(author, { name: "cats.tar.gz", mimeType: "application/gzip", buffer: await packCourse() });
    await author.link("Открыть черновик").click({ timeout: 20_000 });
    await author.button("Опубликовать").click();
    await author.page.getByRole("dialog").getByRole("button", { name: "Опубликовать" }).click();
    await author.text("Курс опубликован").waitFor();
  });

  it("is followed by a learner, who enrols after PostgreSQL was killed and came back", async () => {
    const door = entrance(learner, "en");
    await door.signUp(lena);
    await door.logIn(lena);
    await topology.parts.postgres.kill("SIGKILL");
    await topology.parts.postgres.restart();
    await recovered();
    await learner.goTo("/courses");
    await learner.link(/Cats for beginners/).click();
    await learner.sees("Cats for beginners");
    await learner.button("Enrol in the course").click();
    await learner.link("Start learning").click();
    await learner.sees("What a cat is");
    await learner.link(/^Next/).click();
    await learner.sees("Questions about cats");
  });

  it("ends with a certificate, word of which arrives live through the edge", async () => {
    await answer(learner, { lives: "9", prey: "Mice" });
    await learner.notices("You have passed the course");
    await learner.button("Stay in the lesson").click();
    const word = "You earned a certificate: “Cats for beginners”";
    await learner.page.getByRole("status").getByText(word).waitFor({ timeout: 20_000 });
    await learner.button(/^Notifications: [1-9]/).click();
    await learner.page.getByRole("dialog").getByRole("link", { name: word }).click();
    await learner.sees("Lena Learner");
    await learner.text("Valid").waitFor();
  });
});

/** Shows what the mail server took in, as the platform itself shows captured mail. */
async function deliver({ parts }: Topology): Promise<Server> {
  const server = createServer(async (_request, response) => {
    const mails = await parts.smtp.mails();
    const shown = mails.map(({ to, subject, text }) => ({
      to: to.join(),
      subject,
      text,
      links: text.match(/https?:\/\/\S+/g) ?? [],
    }));
    response.end(JSON.stringify(shown));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
