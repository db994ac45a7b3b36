import { setTimeout as sleep } from "node:timers/promises";
import { AccountErased, AccountRegistered, EmailConfirmed } from "@platform/grpc/platform/auth/v1/auth_events.ts";
import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { NewsletterIssued } from "@platform/grpc/platform/news/v1/news_events.ts";
import { NewsletterServiceDefinition } from "@platform/grpc/platform/notification/v1/newsletter_service.ts";
import { Channel, NotificationKind } from "@platform/grpc/platform/notification/v1/notification.ts";
import { PreferenceServiceDefinition } from "@platform/grpc/platform/notification/v1/notification_service.ts";
import { uuid7 } from "@platform/kit";
import { startTestPlatform, type TestPlatform } from "@platform/kit/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import notification from "../src/main.ts";

let platform: TestPlatform;
beforeAll(async () => {
  const tasks = notification.tasks?.map((task) => ({ ...task, everySeconds: 0.2 }));
  platform = await startTestPlatform([{ ...notification, ...(tasks && { tasks }) }]);
});
afterAll(() => platform?.stop());

const stranger = () => ({
  newsletter: platform.client(NewsletterServiceDefinition),
  preferences: platform.client(PreferenceServiceDefinition),
});
const issue = {
  title: "Lamps & <masts>",
  path: "/news/lamps",
  language: Language.EN,
  summary: "New lamps have come.",
  html: '<p>They <em>shine</em>. <img src="http://localhost:8080/media/x" alt=""></p>',
  coverUrl: "http://localhost:8080/media/cover.jpg",
  authorNames: ["Anna", "Boris"],
};
const publish = async (change: Partial<typeof issue> = {}) => {
  const articleId = uuid7();
  await platform.announce(NewsletterIssued, { ...issue, ...change, articleId });
  return articleId;
};

const mailsTo = (email: string) => platform.mails().filter((mail) => mail.to === email);

async function mailTo(email: string, subject: string, besides = 0) {
  for (let tries = 0; tries < 200; tries++) {
    const [found, ...others] = mailsTo(email).filter((mail) => mail.subject === subject);
    if (found && others.length >= besides) return found;
    await sleep(25);
  }
  throw new Error(`${subject} did not come to ${email}`);
}

async function person(email: string, language = Language.EN) {
  const as = await platform.as();
  await platform.announce(AccountRegistered, { accountId: as.id, name: "Person", language });
  await platform.announce(EmailConfirmed, { accountId: as.id, email, name: "Person", language });
  return { id: as.id, email, preferences: platform.client(PreferenceServiceDefinition, as) };
}

const tokenIn = (text = "") => decodeURIComponent(/token=([\w.-]+)/.exec(text)?.[1] ?? "");

async function subscribe(email: string, language = Language.EN) {
  const subject = language === Language.RU ? "Подтвердите подписку на новости" : "Confirm that you want the newsletter";
  const before = mailsTo(email).filter((mail) => mail.subject === subject).length;
  await stranger().newsletter.requestSubscription({ email, language });
  const token = tokenIn((await mailTo(email, subject, before)).text);
  await stranger().newsletter.confirmSubscription({ token });
  return token;
}

describe("an address without an account", () => {
  it("gets nothing before its owner confirms it, and each issue once from then on", async () => {
    const email = "owner@example.org";
    await stranger().newsletter.requestSubscription({ email: "Owner@Example.org", language: Language.EN });
    const asked = await mailTo(email, "Confirm that you want the newsletter");
    expect(asked.text).toContain("http://localhost:8080/newsletter?token=");
    await publish({ title: "Too early" });
    const token = tokenIn(asked.text);
    await stranger().newsletter.confirmSubscription({ token });
    await stranger().newsletter.confirmSubscription({ token });
    const articleId = await publish();
    await platform.announce(NewsletterIssued, { ...issue, articleId });
    const mail = await mailTo(email, issue.title);
    expect(mail.html).toContain("Lamps &#38; &#60;masts&#62;");
    expect(mail.html).toContain("<em>shine</em>");
    expect(mail.html).toMatch(/<img style="[^"]+" src="http:\/\/localhost:8080\/media\/x"/);
    expect(mail.text).toContain("Anna, Boris");
    expect(mail.text).toContain("http://localhost:8080/news/lamps");
    await sleep(500);
    expect(mailsTo(email).map(({ subject }) => subject)).toEqual([issue.title, asked.subject]);
  });

  it("is asked three times a day at most, and not once it reads", async () => {
    const email = "victim@example.org";
    const ask = () => stranger().newsletter.requestSubscription({ email, language: Language.EN });
    for (let times = 0; times < 5; times++) await ask();
    await sleep(1500);
    expect(mailsTo(email)).toHaveLength(3);
    const tokens = mailsTo(email).map(({ text }) => tokenIn(text));
    await expect(stranger().newsletter.confirmSubscription({ token: tokens.at(-1) ?? "" })).rejects.toMatchObject({
      reason: "TOKEN_INVALID",
    });
    await stranger().newsletter.confirmSubscription({ token: tokens[0] ?? "" });
    await ask();
    await sleep(1500);
    expect(mailsTo(email)).toHaveLength(3);
  });

  it("leaves with one click, is forgotten, and its link goes on to say so", async () => {
    const email = "leaver@example.org";
    await subscribe(email, Language.RU);
    await publish({ language: Language.RU, title: "Лампы" });
    const mail = await mailTo(email, "Лампы");
    expect(mail.headers?.["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
    expect(mail.headers?.["List-Unsubscribe"]).toContain("/unsubscribe?token=");
    const token = tokenIn(mail.headers?.["List-Unsubscribe"]);
    const { preferences } = stranger();
    expect(await preferences.getUnsubscription({ token })).toEqual({
      kind: NotificationKind.NEWSLETTER,
      enabled: true,
      hasAccount: false,
    });
    await preferences.unsubscribe({ token });
    await preferences.unsubscribe({ token });
    expect(await preferences.getUnsubscription({ token })).toMatchObject({ enabled: false });
    await publish({ language: Language.RU, title: "Мачты" });
    await sleep(800);
    expect(mailsTo(email)).toHaveLength(2);
    const other = `${token.split(".")[0]}.learning`;
    await expect(preferences.unsubscribe({ token: other })).rejects.toMatchObject({ reason: "TOKEN_INVALID" });
    await subscribe(email, Language.RU);
    platform.advance(31 * 86_400_000);
    await expect
      .poll(() => preferences.getUnsubscription({ token }).catch(({ reason }: { reason: string }) => reason))
      .toBe("TOKEN_INVALID");
  });
});

describe("a person with an account", () => {
  it("turns the newsletter on, which comes by mail alone and in the language they read", async () => {
    const { email, preferences } = await person("reader@example.org");
    const newsletter = async () =>
      (await preferences.listPreferences({})).preferences.filter(({ kind }) => kind === NotificationKind.NEWSLETTER);
    expect(await newsletter()).toEqual([
      { kind: NotificationKind.NEWSLETTER, channel: Channel.EMAIL, enabled: false, locked: false },
    ]);
    const change = { kind: NotificationKind.NEWSLETTER, enabled: true };
    await expect(preferences.updatePreference({ ...change, channel: Channel.INBOX })).rejects.toMatchObject({
      reason: "CHANNEL_UNFIT",
    });
    await publish({ title: "Before" });
    await preferences.updatePreference({ ...change, channel: Channel.EMAIL });
    await publish({ title: "По-русски", language: Language.RU });
    await publish({ title: "Too long for a mail", html: "" });
    const mail = await mailTo(email, "Too long for a mail");
    expect(mail.html).toContain("<p>New lamps have come.</p>");
    expect(mail.text).toContain("Read the article: http://localhost:8080/news/lamps");
    await stranger().preferences.unsubscribe({ token: tokenIn(mail.headers?.["List-Unsubscribe"]) });
    expect((await newsletter())[0]?.enabled).toBe(false);
    await publish({ title: "After" });
    await sleep(800);
    expect(mailsTo(email).map(({ subject }) => subject)).toEqual(["Too long for a mail"]);
  });

  it("gets one mail where their bare address reads too, is counted once, and takes it along when they go", async () => {
    const staff = platform.client(NewsletterServiceDefinition, await platform.as({ roles: ["USER", "STAFF"] }));
    const count = async () => (await staff.countSubscribers({ language: Language.EN })).count;
    const before = await count();
    const email = "both@example.org";
    await subscribe(email);
    expect(await count()).toBe(before + 1);
    const { id, preferences } = await person(email);
    const channel = Channel.EMAIL;
    await preferences.updatePreference({ kind: NotificationKind.NEWSLETTER, channel, enabled: true });
    expect(await count()).toBe(before + 1);
    await publish({ title: "Once" });
    await mailTo(email, "Once");
    await sleep(800);
    expect(mailsTo(email).filter(({ subject }) => subject === "Once")).toHaveLength(1);
    await platform.announce(AccountErased, { accountId: id });
    expect(await count()).toBe(before);
  });
});
