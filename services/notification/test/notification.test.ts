import { setTimeout as sleep } from "node:timers/promises";
import {
  AccountErased,
  AccountRegistered,
  EmailConfirmationRequested,
  EmailConfirmed,
  PasswordResetRequested,
  RegistrationRepeated,
  SecurityActed,
} from "@platform/grpc/platform/auth/v1/auth_events.ts";
import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import {
  CommentAdded,
  MemberAdded,
  PageChanged,
  ProposalDecided,
  ProposalMade,
  ReviewDue,
  TransferEnded,
  TranslationOutdated,
} from "@platform/grpc/platform/knowledge/v1/knowledge_events.ts";
import { ImportState } from "@platform/grpc/platform/learning/v1/import_service.ts";
import {
  AttemptGraded,
  CertificateIssued,
  CertificateRevoked,
  DeadlineApproached,
  ImportEnded,
  LearnerEnrolled,
  PathCompleted,
  PostAdded,
  SubmissionGraded,
} from "@platform/grpc/platform/learning/v1/learning_events.ts";
import { CommentModerated, CommentPosted, FollowersReached } from "@platform/grpc/platform/news/v1/news_events.ts";
import { Channel, NotificationKind } from "@platform/grpc/platform/notification/v1/notification.ts";
import {
  NotificationServiceDefinition,
  PreferenceServiceDefinition,
} from "@platform/grpc/platform/notification/v1/notification_service.ts";
import { PersonFollowed, ProfileChanged } from "@platform/grpc/platform/user/v1/user_events.ts";
import { uuid7 } from "@platform/kit";
import { startTestPlatform, type TestPlatform } from "@platform/kit/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import notification from "../src/main.ts";

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform([notification]);
});
afterAll(() => platform?.stop());

async function person(language = Language.EN) {
  const as = await platform.as();
  const email = `${as.id}@example.org`;
  await platform.announce(AccountRegistered, { accountId: as.id, name: "Person", language });
  await platform.announce(EmailConfirmed, { accountId: as.id, email, name: "Person", language });
  return {
    id: as.id,
    email,
    inbox: platform.client(NotificationServiceDefinition, as),
    preferences: platform.client(PreferenceServiceDefinition, as),
    act: (action: string) =>
      platform.announce(SecurityActed, { accountId: as.id, action, device: "Firefox, Linux", place: "192.0.2.0/24" }),
    mails: () => platform.mails().filter((mail) => mail.to === email),
  };
}

async function until<T>(look: () => T | undefined): Promise<T> {
  for (let tries = 0; tries < 200; tries++) {
    const found = look();
    if (found) return found;
    await sleep(25);
  }
  throw new Error("it did not come");
}

describe("mail", () => {
  it("carries codes in the person's language, as text and as HTML", async () => {
    const accountId = (await platform.as()).id;
    const email = "nova@example.org";
    const token = "code-of-the-mail";
    await platform.announce(EmailConfirmationRequested, { accountId, email, token, language: Language.RU });
    const mail = await until(() => platform.mails().find(({ to }) => to === email));
    expect(mail.subject).toBe("Подтвердите адрес");
    expect(mail.text).toContain("http://localhost:8080/confirm?token=code-of-the-mail");
    expect(mail.html).toContain('<html lang="ru">');
    await platform.announce(PasswordResetRequested, { accountId, email, token, language: Language.EN });
    await until(() => platform.mails().find(({ subject }) => subject === "A new password"));
    await platform.announce(RegistrationRepeated, { accountId, email, language: Language.EN });
    await until(() => platform.mails().find(({ subject }) => subject === "You have an account already"));
  });

  it("about security always comes and offers no way to be turned off", async () => {
    const { act, mails, preferences } = await person();
    await act("password.changed");
    const mail = await until(() => mails()[0]);
    expect(mail.subject).toBe("Password changed");
    expect(mail.headers).toBeUndefined();
    const off = { kind: NotificationKind.SECURITY, channel: Channel.EMAIL, enabled: false };
    await expect(preferences.updatePreference(off)).rejects.toMatchObject({ reason: "PREFERENCE_LOCKED" });
  });
});

describe("the inbox", () => {
  it("shows what happened in the reader's language, newest first, page by page", async () => {
    const { inbox, act } = await person(Language.RU);
    for (const action of ["password.changed", "totp.enabled", "totp.disabled"]) await act(action);
    const first = await inbox.listNotifications({ pageSize: 2 });
    expect(first.notifications.map(({ title }) => title)).toEqual([
      "Двухфакторный вход выключен",
      "Двухфакторный вход включён",
    ]);
    expect(first.unreadCount).toBe(3);
    const second = await inbox.listNotifications({
      pageSize: 2,
      pageToken: first.nextPageToken,
      language: Language.EN,
    });
    expect(second.notifications.map(({ title }) => title)).toEqual(["Password changed"]);
    expect(second.nextPageToken).toBe("");
  });

  it("is marked as read, put away and taken back, one's own alone", async () => {
    const [one, other] = [await person(), await person()];
    await one.act("password.changed");
    await one.act("totp.enabled");
    const [newest, oldest] = (await one.inbox.listNotifications({})).notifications;
    const ids = [newest?.id as string];
    expect(await other.inbox.markNotificationsRead({ notificationIds: ids })).toEqual({ unreadCount: 0 });
    expect(await one.inbox.markNotificationsRead({ notificationIds: ids })).toEqual({ unreadCount: 1 });
    await one.inbox.archiveNotifications({ notificationIds: [oldest?.id as string] });
    const left = await one.inbox.listNotifications({});
    expect(left.notifications.map(({ id }) => id)).toEqual(ids);
    expect(left.unreadCount).toBe(0);
    const away = await one.inbox.listNotifications({ archived: true });
    expect(away.notifications).toHaveLength(1);
    await one.inbox.archiveNotifications({ notificationIds: [oldest?.id as string], restore: true });
    expect((await one.inbox.listNotifications({ unreadOnly: true })).notifications).toHaveLength(1);
  });

  it("is watched live", async () => {
    const { inbox, act } = await person();
    const seen: [number, string | undefined][] = [];
    const leave = new AbortController();
    const watching = (async () => {
      for await (const { unreadCount, notification: line } of inbox.watchNotifications({}, { signal: leave.signal })) {
        seen.push([unreadCount, line?.title]);
      }
    })().catch(() => undefined);
    await until(() => (seen.length === 1 ? seen : undefined));
    await act("totp.enabled");
    await until(() => (seen.length === 2 ? seen : undefined));
    await inbox.markNotificationsRead({});
    await until(() => (seen.length === 3 ? seen : undefined));
    leave.abort();
    await watching;
    expect(seen).toEqual([
      [0, undefined],
      [1, "Two-factor log-in turned on"],
      [0, undefined],
    ]);
  });
});

describe("the knowledge base", () => {
  it("tells those whom its events name, each once, in their own language", async () => {
    const [one, other] = [await person(Language.RU), await person()];
    const page = { pageId: uuid7(), title: "Правила", path: "/knowledge/team/rules" };
    const both = { recipientIds: [one.id, other.id, one.id] };
    const ask = { ...page, ...both, proposalId: uuid7(), actorId: uuid7() };
    await platform.announce(ProposalMade, ask);
    await platform.announce(ProposalDecided, { ...ask, approved: true, reason: "" });
    await platform.announce(ProposalDecided, { ...ask, approved: false, reason: "Коротко" });
    await platform.announce(ReviewDue, { ...page, ...both, dueTime: new Date() });
    await platform.announce(TranslationOutdated, { ...page, ...both, sourceId: uuid7(), sourceTitle: "Rules" });
    const space = { spaceId: uuid7(), spaceName: "Team", path: "/knowledge/team" };
    await platform.announce(MemberAdded, { ...space, accountId: one.id, actorId: uuid7() });
    const job = { jobId: uuid7(), accountId: one.id, spaceName: "Team", path: "/knowledge/team/-/transfer/1" };
    await platform.announce(TransferEnded, { ...job, imported: true, done: true });
    const lines = (await one.inbox.listNotifications({})).notifications;
    expect(lines.map(({ title, body, link }) => [title, body, link])).toEqual([
      ["Страницы импортированы в «Team»", "", job.path],
      ["Вас добавили в пространство «Team»", "", "/knowledge/team"],
      ["Перевод устарел: «Правила»", "Изменился оригинал, «Rules».", page.path],
      ["Пора перечитать страницу «Правила»", "Проверьте, что написанное ещё верно, и подтвердите это.", page.path],
      ["Правку вернули на доработку: «Правила»", "Коротко", `/knowledge/-/proposals/${ask.proposalId}`],
      ["Ваша правка принята: «Правила»", "", page.path],
      ["Правка ждёт вашего решения: «Правила»", "", `/knowledge/-/proposals/${ask.proposalId}`],
    ]);
    const english = (await other.inbox.listNotifications({})).notifications;
    expect(english.map(({ title }) => title)).toContain("A translation is outdated: “Правила”");
    expect(english).toHaveLength(5);
  });

  it("tells of a decision those whom it names alone, unless they want no news of it", async () => {
    const [author, quiet, decider] = [await person(), await person(), await person()];
    await quiet.preferences.updatePreference({
      kind: NotificationKind.KNOWLEDGE,
      channel: Channel.INBOX,
      enabled: false,
    });
    const page = { pageId: uuid7(), title: "Rules", path: "/knowledge/team/rules" };
    const decision = { ...page, proposalId: uuid7(), actorId: decider.id, recipientIds: [author.id, quiet.id] };
    await platform.announce(ProposalDecided, { ...decision, approved: true, reason: "" });
    await platform.announce(ProposalDecided, { ...decision, approved: false, reason: "Too short", recipientIds: [] });
    const read = async ({ inbox }: typeof author) =>
      (await inbox.listNotifications({})).notifications.map(({ kind, title, link }) => [kind, title, link]);
    expect(await read(author)).toEqual([[NotificationKind.KNOWLEDGE, "Your change was approved: “Rules”", page.path]]);
    expect(await read(quiet)).toEqual([]);
    expect(await read(decider)).toEqual([]);
  });

  it("tells of pages that came and changed, and of what was said, each person in their language", async () => {
    const [one, other] = [await person(Language.RU), await person()];
    const page = { pageId: uuid7(), title: "Правила", path: "/knowledge/team/pravila" };
    const by = { actorId: uuid7(), recipientIds: [one.id, other.id] };
    await platform.announce(PageChanged, { ...page, ...by, spaceId: uuid7(), revision: 1, created: true });
    await platform.announce(PageChanged, { ...page, ...by, spaceId: uuid7(), revision: 2, created: false });
    const comment = { ...page, actorId: uuid7(), commentId: uuid7(), actorName: "Вера", excerpt: "Верно ли это?" };
    await platform.announce(CommentAdded, { ...comment, mentionedIds: [one.id], recipientIds: [other.id] });
    const read = async ({ inbox }: typeof one) =>
      (await inbox.listNotifications({})).notifications.map(({ title, body, link }) => [title, body, link]);
    expect(await read(one)).toEqual([
      ["Вас упомянули на странице «Правила»", "Вера: Верно ли это?", page.path],
      ["Страница изменилась: «Правила»", "", page.path],
      ["Новая страница: «Правила»", "", page.path],
    ]);
    expect(await read(other)).toEqual([
      ["A comment on “Правила”", "Вера: Верно ли это?", page.path],
      ["A page changed: “Правила”", "", page.path],
      ["A new page: “Правила”", "", page.path],
    ]);
  });
});

describe("the news", () => {
  it("tell authors and whoever is answered of comments, and people of what was decided on theirs", async () => {
    const [author, answered, speaker] = [await person(Language.RU), await person(), await person()];
    const article = { articleId: uuid7(), title: "Первый выпуск", path: "/news/first" };
    const comment = { ...article, commentId: uuid7(), actorId: speaker.id, actorName: "Вера", excerpt: "Отлично" };
    await platform.announce(CommentPosted, { ...comment, recipientIds: [author.id], answeredId: answered.id });
    const decided = { ...article, commentId: uuid7(), accountId: speaker.id };
    await platform.announce(CommentModerated, { ...decided, hidden: false, reason: "" });
    await platform.announce(CommentModerated, { ...decided, hidden: true, reason: "An advertisement." });
    const read = async ({ inbox }: typeof author) =>
      (await inbox.listNotifications({})).notifications.map(({ kind, title, body }) => [kind, title, body]);
    expect(await read(author)).toEqual([
      [NotificationKind.NEWS, "Комментарий к статье «Первый выпуск»", "Вера: Отлично"],
    ]);
    expect(await read(answered)).toEqual([
      [NotificationKind.NEWS, "An answer to you below “Первый выпуск”", "Вера: Отлично"],
    ]);
    expect(await read(speaker)).toEqual([
      [NotificationKind.NEWS, "Your comment on “Первый выпуск” was hidden", "An advertisement."],
      [NotificationKind.NEWS, "Everybody sees your comment on “Первый выпуск”", ""],
    ]);
  });
});

describe("those who follow an author or a tag", () => {
  it("hear of a new article, each of what they follow, unless they want no news", async () => {
    const [fan, reader, quiet] = [await person(Language.RU), await person(), await person()];
    await quiet.preferences.updatePreference({
      kind: NotificationKind.NEWS,
      channel: Channel.INBOX,
      enabled: false,
    });
    const article = { articleId: uuid7(), title: "Первый выпуск", path: "/news/first" };
    const ofAuthor = { ...article, authorName: "Вера", tagName: "", recipientIds: [fan.id, quiet.id] };
    await platform.announce(FollowersReached, ofAuthor);
    const ofTag = { ...article, authorName: "", tagName: "Лампы", recipientIds: [reader.id] };
    await platform.announce(FollowersReached, ofTag);
    const read = async ({ inbox }: typeof fan) =>
      (await inbox.listNotifications({})).notifications.map(({ kind, title, body, link }) => [kind, title, body, link]);
    const { NEWS } = NotificationKind;
    expect(await read(fan)).toEqual([[NEWS, "Новая статья: «Первый выпуск»", "Автор: Вера", "/news/first"]]);
    expect(await read(reader)).toEqual([[NEWS, "A new article: “Первый выпуск”", "On Лампы", "/news/first"]]);
    expect(await read(quiet)).toEqual([]);
  });
});

describe("preferences", () => {
  it("are a whole table from the start, and are kept", async () => {
    const { preferences } = await person();
    const { preferences: table } = await preferences.listPreferences({});
    expect(table).toHaveLength(15);
    const learning = { kind: NotificationKind.LEARNING, channel: Channel.EMAIL };
    expect(table).toContainEqual({ ...learning, enabled: true, locked: false });
    await preferences.updatePreference({ ...learning, enabled: false });
    expect((await preferences.listPreferences({})).preferences).toContainEqual({
      ...learning,
      enabled: false,
      locked: false,
    });
  });

  it("refuse unsubscribe tokens that nobody was sent", async () => {
    const stranger = platform.client(PreferenceServiceDefinition);
    for (const token of ["a".repeat(32), `${"a".repeat(32)}.learning`, "x.y".repeat(8)]) {
      await expect(stranger.getUnsubscription({ token })).rejects.toMatchObject({ reason: "TOKEN_INVALID" });
      await expect(stranger.unsubscribe({ token })).rejects.toMatchObject({ reason: "TOKEN_INVALID" });
    }
  });
});

describe("erasure", () => {
  it("leaves nothing of a person", async () => {
    const { id, inbox, act } = await person();
    await act("totp.enabled");
    await platform.announce(AccountErased, { accountId: id });
    expect((await inbox.listNotifications({})).notifications).toEqual([]);
    await act("totp.disabled");
    expect((await inbox.listNotifications({})).notifications).toEqual([]);
  });
});

describe("what happens in courses and among people", () => {
  it("is told once, in the words of the reader, with a path to more", async () => {
    const { id, inbox } = await person();
    const course = { accountId: id, courseId: "c", courseTitle: "Welding" };
    const lesson = { ...course, lessonId: "l", lessonTitle: "Arcs" };
    const graded = { ...lesson, attemptId: "a", score: 0.875 };
    await platform.announce(LearnerEnrolled, { ...course, skills: [] });
    await platform.announce(AttemptGraded, { ...graded, graded: true });
    await platform.announce(AttemptGraded, { ...graded, graded: false });
    await platform.announce(SubmissionGraded, {
      ...course,
      lessonId: "l",
      submissionId: "s",
      assignmentTitle: "Weld a box",
      score: 0.5,
    });
    await platform.announce(PostAdded, {
      ...course,
      threadId: "t",
      postId: "p",
      lessonId: "l",
      actorId: "a",
      actorName: "Нина",
      excerpt: "Why?",
      recipientIds: [id],
    });
    await platform.announce(DeadlineApproached, { ...lesson, dueTime: new Date("2026-12-01T09:30:00Z") });
    await platform.announce(PathCompleted, { accountId: id, pathId: "p", pathTitle: "Metal" });
    await platform.announce(CertificateIssued, { ...course, certificateId: "z" });
    await platform.announce(CertificateRevoked, { ...course, certificateId: "z", reason: "Copied" });
    const job = { accountId: id, importId: "i", fileName: "x.zip", courseId: "c", courseTitle: "Welding" };
    await platform.announce(ImportEnded, { ...job, state: ImportState.DONE });
    await platform.announce(ImportEnded, { ...job, state: ImportState.FAILED });
    await platform.announce(ImportEnded, { ...job, state: ImportState.CANCELLED });
    await platform.announce(PersonFollowed, {
      accountId: id,
      followerId: "f",
      followerName: "Нина",
      followerHandle: "nina",
    });
    const read = async (language: Language) =>
      (await inbox.listNotifications({ language })).notifications
        .reverse()
        .map(({ title, link }) => `${title} ${link}`);
    expect(await read(Language.EN)).toEqual([
      "You enrolled in “Welding” /courses/c",
      "Your work was graded: “Arcs” /courses/c/lessons/l",
      "Your work came back: “Weld a box” /courses/c/lessons/l",
      "Something was said in “Welding” /courses/c/lessons/l",
      "Due soon: “Arcs” /courses/c/lessons/l",
      "You completed the path “Metal” /paths/p",
      "You earned a certificate: “Welding” /certificates/z",
      "A certificate was taken back: “Welding” /certificates/z",
      "The course “Welding” was imported /authoring/imports/i",
      "x.zip could not be imported /authoring/imports/i",
      "Нина follows you /people/f",
    ]);
    expect(await read(Language.RU)).toEqual([
      "Вы записались на курс «Welding» /courses/c",
      "Работа проверена: «Arcs» /courses/c/lessons/l",
      "Работу проверили: «Weld a box» /courses/c/lessons/l",
      "Обсуждение в курсе «Welding» /courses/c/lessons/l",
      "Скоро срок сдачи: «Arcs» /courses/c/lessons/l",
      "Траектория пройдена: «Metal» /paths/p",
      "Вы получили сертификат: «Welding» /certificates/z",
      "Сертификат отозван: «Welding» /certificates/z",
      "Курс «Welding» импортирован /authoring/imports/i",
      "Файл x.zip не удалось импортировать /authoring/imports/i",
      "Новый подписчик: Нина /people/f",
    ]);
  });

  it("comes by mail in the language that the person reads in now", async () => {
    const { id, mails } = await person(Language.EN);
    await platform.announce(ProfileChanged, { accountId: id, name: "Person", handle: "", language: Language.RU });
    await platform.announce(CertificateIssued, {
      accountId: id,
      certificateId: "z",
      courseId: "c",
      courseTitle: "Сварка",
    });
    const [mail] = await until(() => (mails().length > 0 ? mails() : undefined));
    expect(mail?.subject).toBe("Вы получили сертификат: «Сварка»");
    expect(mail?.headers?.["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
  });
});
