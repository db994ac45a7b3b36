import { AccountServiceDefinition } from "@platform/grpc/platform/auth/v1/account_service.ts";
import { ApiKeyServiceDefinition } from "@platform/grpc/platform/auth/v1/api_key_service.ts";
import { AuditServiceDefinition } from "@platform/grpc/platform/auth/v1/audit_service.ts";
import { type Account, Role } from "@platform/grpc/platform/auth/v1/auth.ts";
import { EmailConfirmationRequested, PasswordResetRequested } from "@platform/grpc/platform/auth/v1/auth_events.ts";
import { FactorServiceDefinition } from "@platform/grpc/platform/auth/v1/factor_service.ts";
import { SessionServiceDefinition } from "@platform/grpc/platform/auth/v1/session_service.ts";
import { CallAudited, PersonalDataCollected } from "@platform/grpc/platform/operations/v1/operations_events.ts";
import { defineService, on, type Refusal } from "@platform/kit";
import { startTestPlatform, type TestPlatform } from "@platform/kit/testing";
import { generate } from "otplib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createAuthenticator } from "./authenticator.ts";

const adminEmail = "chief@example.org";
process.env.PLATFORM_SECRET_KEYS = `test:${Buffer.alloc(32, 7).toString("base64")}`;
process.env.PLATFORM_ADMIN_EMAIL = adminEmail;

/** The codes that were to be mailed, by address, as the notification service would hear of them. */
const mailed = new Map<string, string>();
const postbox = defineService({
  name: "postbox",
  consumers: [
    on(EmailConfirmationRequested, async ({ email, token }) => void mailed.set(`confirm ${email}`, token)),
    on(PasswordResetRequested, async ({ email, token }) => void mailed.set(`reset ${email}`, token)),
  ],
});

const password = "a long enough password";
let platform: TestPlatform;
let accounts: ReturnType<typeof clients>["accounts"];
let sessions: ReturnType<typeof clients>["sessions"];
let subnet = 0;

/** Clients from one address, so that what one test does does not use up another's limits. */
function clients(as?: { token: string }, address = `10.0.${subnet}.1`) {
  return {
    accounts: platform.client(AccountServiceDefinition, as, address),
    sessions: platform.client(SessionServiceDefinition, as, address),
    factors: platform.client(FactorServiceDefinition, as, address),
    apiKeys: platform.client(ApiKeyServiceDefinition, as, address),
    audit: platform.client(AuditServiceDefinition, as, address),
  };
}

const reasonOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => "answered",
    (error: Refusal) => error.reason ?? error.message,
  );

async function register(email: string): Promise<void> {
  await accounts.register({ email, password, name: "Newcomer", language: 2 });
  await platform.settled();
  await accounts.confirmEmail({ token: mailed.get(`confirm ${email}`) as string });
}

async function logIn(email: string, secret = password) {
  const { outcome } = await sessions.logIn({ email, password: secret });
  if (outcome?.$case !== "tokens") throw new Error("a second factor is asked for");
  return outcome.value;
}

async function enter(email: string) {
  await register(email);
  const tokens = await logIn(email);
  const { account } = await clients({ token: tokens.accessToken }).accounts.getAccount({});
  return { email, tokens, account: account as Account, ...clients({ token: tokens.accessToken }) };
}

beforeAll(async () => {
  const { default: auth } = await import("../src/main.ts");
  platform = await startTestPlatform([auth, postbox], { testKeys: false });
});
beforeEach(() => {
  subnet++;
  ({ accounts, sessions } = clients());
});
afterAll(() => platform?.stop());

describe("registration", () => {
  it("needs the code from the mail before anybody gets in", async () => {
    const email = "anna@example.org";
    await accounts.register({ email, password, name: "Anna", language: 1 });
    await platform.settled();
    expect(await reasonOf(logIn(email))).toBe("EMAIL_UNCONFIRMED");
    expect(await reasonOf(accounts.confirmEmail({ token: "not the code, at all" }))).toBe("TOKEN_INVALID");
    await accounts.confirmEmail({ token: mailed.get(`confirm ${email}`) as string });
    await accounts.confirmEmail({ token: mailed.get(`confirm ${email}`) as string });
    const { accessToken } = await logIn("Anna@Example.org");
    const { account } = await clients({ token: accessToken }).accounts.getAccount({});
    expect(account).toMatchObject({ email, emailConfirmed: true, roles: [Role.USER], twoFactor: false });
  });

  it("answers the same for an address that is taken, and leaves its account alone", async () => {
    const { email } = await enter("taken@example.org");
    expect(await accounts.register({ email, password: "another long password", name: "Thief", language: 2 })).toEqual(
      {},
    );
    await expect(logIn(email)).resolves.toBeDefined();
    expect(await reasonOf(logIn(email, "another long password"))).toBe("CREDENTIALS_WRONG");
  });

  it("refuses short, common and own-name passwords, naming the field", async () => {
    const attempt = (secret: string) =>
      accounts.register({ email: "b@example.org", password: secret, name: "Bee", language: 2 });
    expect(await reasonOf(attempt("fourteen signs"))).toBe("REQUEST_INVALID");
    expect(await reasonOf(attempt("111111111111111"))).toBe("PASSWORD_COMMON");
    await expect(attempt("b@example.org")).rejects.toMatchObject({ fields: { password: expect.any(String) } });
  });

  it("mails a fresh code on request, and the old one ends", async () => {
    const email = "again@example.org";
    await accounts.register({ email, password, name: "Again", language: 2 });
    await platform.settled();
    const first = mailed.get(`confirm ${email}`) as string;
    await accounts.resendConfirmation({ email });
    await platform.settled();
    expect(await reasonOf(accounts.confirmEmail({ token: first }))).toBe("TOKEN_INVALID");
    await accounts.confirmEmail({ token: mailed.get(`confirm ${email}`) as string });
  });
});

describe("sessions", () => {
  it("give one successor to fifty parallel refreshes, and log nobody out", async () => {
    const { tokens } = await enter("tabs@example.org");
    const { refreshToken } = tokens;
    const answers = await Promise.all(Array.from({ length: 50 }, () => sessions.refreshSession({ refreshToken })));
    const successors = new Set(answers.map((answer) => answer.tokens?.refreshToken));
    expect(successors.size).toBe(1);
    const [successor] = successors;
    await expect(sessions.refreshSession({ refreshToken: successor as string })).resolves.toBeDefined();
  });

  it("end whole when a rotated token comes back later", async () => {
    const { tokens } = await enter("victim@example.org");
    const { tokens: next } = await sessions.refreshSession({ refreshToken: tokens.refreshToken });
    platform.advance(11_000);
    expect(await reasonOf(sessions.refreshSession({ refreshToken: tokens.refreshToken }))).toBe("TOKEN_REUSED");
    expect(await reasonOf(sessions.refreshSession({ refreshToken: next?.refreshToken as string }))).toBe(
      "SESSION_ENDED",
    );
    expect(await reasonOf(clients({ token: next?.accessToken as string }).accounts.getAccount({}))).toBe(
      "SESSION_ENDED",
    );
  });

  it("refuse a token that was forged or cut", async () => {
    const { tokens } = await enter("forged@example.org");
    const [sessionId, , key, digest] = tokens.refreshToken.split(".");
    for (const refreshToken of [`${sessionId}.1.${key}.${digest}`, tokens.refreshToken.slice(0, -1), "x".repeat(40)]) {
      expect(await reasonOf(sessions.refreshSession({ refreshToken }))).toBe("TOKEN_INVALID");
    }
  });

  it("are listed and ended one by one or all others at once; ended ones are refused at once", async () => {
    const person = await enter("devices@example.org");
    const second = await logIn(person.email);
    const third = await logIn(person.email);
    const listed = (await person.sessions.listSessions({})).sessions;
    expect(listed).toHaveLength(3);
    expect(listed.filter((session) => session.current)).toHaveLength(1);
    const thirdId = JSON.parse(Buffer.from(third.accessToken.split(".")[1] as string, "base64url").toString()).sid;
    await person.sessions.revokeSession({ sessionId: thirdId });
    expect(await reasonOf(clients({ token: third.accessToken }).accounts.getAccount({}))).toBe("SESSION_ENDED");
    expect(await person.sessions.revokeOtherSessions({})).toEqual({ revoked: 1 });
    expect(await reasonOf(sessions.refreshSession({ refreshToken: second.refreshToken }))).toBe("SESSION_ENDED");
    await person.sessions.logOut({});
    expect(await reasonOf(person.accounts.getAccount({}))).toBe("SESSION_ENDED");
  });

  it("publish the keys that verify them", async () => {
    const { jwksJson } = await sessions.getKeys({});
    const { keys } = JSON.parse(jwksJson);
    expect(keys).toEqual([expect.objectContaining({ kty: "OKP", crv: "Ed25519", use: "sig" })]);
    expect(jwksJson).not.toContain('"d"');
  });
});

describe("two-factor log-in", () => {
  async function withTotp(email: string) {
    const person = await enter(email);
    const { secret, uri, qrSvg } = await person.factors.createTotp({});
    expect(uri).toContain("otpauth://totp/");
    expect(qrSvg).toContain("<svg");
    const { recoveryCodes } = await person.factors.confirmTotp({ code: await codeOf(secret) });
    return { ...person, secret, recoveryCodes };
  }

  // The services' clock runs ahead of this one by what the tests before advanced.
  const codeOf = async (secret: string) => generate({ secret, epoch: Math.floor((Date.now() + ahead) / 1000) });
  let ahead = 11_000;
  const wait = (ms: number) => {
    platform.advance(ms);
    ahead += ms;
  };

  async function challengeOf(email: string): Promise<string> {
    const { outcome } = await sessions.logIn({ email, password });
    if (outcome?.$case !== "challenge") throw new Error("no second factor is asked for");
    return outcome.value.challengeId;
  }

  it("asks for a code, which works once", async () => {
    const { email, secret } = await withTotp("totp@example.org");
    wait(31_000);
    const code = await codeOf(secret);
    const { tokens } = await sessions.completeLogIn({ challengeId: await challengeOf(email), code });
    expect(tokens?.accessToken).toBeTruthy();
    expect(await reasonOf(sessions.completeLogIn({ challengeId: await challengeOf(email), code }))).toBe("CODE_WRONG");
  });

  it("takes each recovery code once, however it is spelt", async () => {
    const { email, recoveryCodes, factors } = await withTotp("recovery@example.org");
    const [code] = recoveryCodes as [string];
    const spelt = code.toUpperCase().replaceAll("-", " ");
    await sessions.completeLogIn({ challengeId: await challengeOf(email), code: spelt });
    expect(await factors.getFactors({})).toEqual({ totp: true, recoveryCodesLeft: 9, passkeys: [] });
    expect(await reasonOf(sessions.completeLogIn({ challengeId: await challengeOf(email), code }))).toBe("CODE_WRONG");
    const { recoveryCodes: fresh } = await factors.createRecoveryCodes({});
    expect(new Set([...fresh, ...recoveryCodes]).size).toBe(20);
  });

  it("closes after five wrong codes", async () => {
    const { email } = await withTotp("guess@example.org");
    const challengeId = await challengeOf(email);
    for (let tries = 0; tries < 5; tries++) {
      expect(await reasonOf(sessions.completeLogIn({ challengeId, code: "000000" }))).toBe("CODE_WRONG");
    }
    expect(await reasonOf(sessions.completeLogIn({ challengeId, code: "000000" }))).toBe("CHALLENGE_CLOSED");
  });

  it("is not bypassed by a password reset", async () => {
    const { email } = await withTotp("reset@example.org");
    await accounts.requestPasswordReset({ email });
    await platform.settled();
    const token = mailed.get(`reset ${email}`) as string;
    await accounts.resetPassword({ token, newPassword: "8 chars." });
    expect(await reasonOf(accounts.resetPassword({ token, newPassword: "8 chars!" }))).toBe("TOKEN_INVALID");
    const { outcome } = await sessions.logIn({ email, password: "8 chars." });
    expect(outcome?.$case).toBe("challenge");
  });

  it("is turned off only by somebody who has just proved who they are", async () => {
    const { factors, sessions: own, secret } = await withTotp("off@example.org");
    wait(301_000);
    expect(await reasonOf(factors.disableTotp({}))).toBe("REAUTHENTICATION_REQUIRED");
    expect(await reasonOf(own.reauthenticate({ password: "wrong", code: "" }))).toBe("PASSWORD_WRONG");
    const { accessToken } = await own.reauthenticate({ password, code: await codeOf(secret) });
    const fresh = clients({ token: accessToken }).factors;
    await fresh.disableTotp({});
    expect(await fresh.getFactors({})).toEqual({ totp: false, recoveryCodesLeft: 0, passkeys: [] });
  });
});

describe("passwords", () => {
  it("are changed with the old one, and end all other sessions", async () => {
    const person = await enter("change@example.org");
    const other = await logIn(person.email);
    const wrong = person.accounts.changePassword({ currentPassword: "wrong", newPassword: "another long password" });
    expect(await reasonOf(wrong)).toBe("PASSWORD_WRONG");
    const short = person.accounts.changePassword({ currentPassword: password, newPassword: "8 chars." });
    expect(await reasonOf(short)).toBe("PASSWORD_SHORT");
    await person.accounts.changePassword({ currentPassword: password, newPassword: "another long password" });
    await expect(person.accounts.getAccount({})).resolves.toBeDefined();
    expect(await reasonOf(sessions.refreshSession({ refreshToken: other.refreshToken }))).toBe("SESSION_ENDED");
  });
});

describe("API keys", () => {
  it("act for their owner within their scopes, until they are deleted", async () => {
    const { apiKeys } = await enter("keys@example.org");
    expect(await reasonOf(apiKeys.createApiKey({ name: "bad", scopes: ["no.such"] }))).toBe("SCOPE_UNKNOWN");
    const { apiKey, secret } = await apiKeys.createApiKey({ name: "script", scopes: ["account.read"] });
    expect(secret.startsWith(apiKey?.prefix as string)).toBe(true);
    const { accessToken } = await platform.client(ApiKeyServiceDefinition).exchangeApiKey({ secret });
    const scripted = clients({ token: accessToken });
    await expect(scripted.accounts.getAccount({})).resolves.toBeDefined();
    expect(await reasonOf(scripted.sessions.listSessions({}))).toBe("SCOPE_MISSING");
    const [listed] = (await apiKeys.listApiKeys({})).apiKeys;
    expect(listed?.lastUseTime).toBeInstanceOf(Date);
    await apiKeys.deleteApiKey({ apiKeyId: apiKey?.id as string });
    expect(await reasonOf(platform.client(ApiKeyServiceDefinition).exchangeApiKey({ secret }))).toBe("API_KEY_WRONG");
    expect(await reasonOf(scripted.accounts.getAccount({}))).toBe("SESSION_ENDED");
  });
});

describe("the audit log and the roles", () => {
  it("show people their own acts, and staff everybody's", async () => {
    const person = await enter("audited@example.org");
    expect(await reasonOf(logIn(person.email, "a wrong password"))).toBe("CREDENTIALS_WRONG");
    const { events } = await person.audit.listOwnAuditEvents({});
    expect(events.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      "session.created CREDENTIALS_WRONG",
      "session.created ok",
      "email.confirmed ok",
      "account.registered ok",
    ]);
    expect(events[0]?.place).toBe(`10.0.${subnet}.0/24`);
    expect(await reasonOf(person.audit.listAuditEvents({}))).toBe("ACCESS_DENIED");
  });

  it("let an administrator read all, page by page, and grant roles, but not leave the platform without one", async () => {
    const admin = await enter(adminEmail);
    expect(admin.account.roles).toEqual([Role.USER, Role.ADMIN]);
    const first = await admin.audit.listAuditEvents({ pageSize: 3 });
    const second = await admin.audit.listAuditEvents({ pageSize: 3, pageToken: first.nextPageToken });
    expect(new Set([...first.events, ...second.events].map((event) => event.id)).size).toBe(6);
    expect(await reasonOf(admin.audit.listAuditEvents({ pageToken: "bad" }))).toBe("REQUEST_INVALID");
    const { accounts: found } = await admin.accounts.listAccounts({ query: "AUDITED" });
    expect(found.map(({ email }) => email)).toEqual(["audited@example.org"]);
    const accountId = found[0]?.id as string;
    const { account } = await admin.accounts.updateAccountRoles({ accountId, roles: [Role.MENTOR] });
    expect(account?.roles).toEqual([Role.USER, Role.MENTOR]);
    const resign = admin.accounts.updateAccountRoles({ accountId: admin.account.id, roles: [] });
    expect(await reasonOf(resign)).toBe("LAST_ADMIN");
    expect(await reasonOf(admin.accounts.eraseAccount({}))).toBe("LAST_ADMIN");
  });

  it("erase an account for good", async () => {
    const person = await enter("leaves@example.org");
    await person.accounts.eraseAccount({});
    expect(await reasonOf(person.accounts.getAccount({}))).toBe("SESSION_ENDED");
    expect(await reasonOf(logIn(person.email))).toBe("CREDENTIALS_WRONG");
  });
});

describe("guessing passwords", () => {
  it("is slowed down elsewhere without keeping the owner out of a place of theirs", async () => {
    const { email } = await enter("target@example.org");
    const stranger = clients(undefined, "192.0.2.9").sessions;
    const guess = (secret: string) => reasonOf(stranger.logIn({ email, password: secret }));
    for (let tries = 0; tries < 8; tries++) expect(await guess(`guess number ${tries}`)).toBe("CREDENTIALS_WRONG");
    expect(await guess(password)).toBe("CREDENTIALS_WRONG");
    await expect(logIn(email)).resolves.toBeDefined();
    platform.advance(16 * 60_000);
    expect(await guess(password)).toBe("answered");
  });
});

describe("calls that other services audit", () => {
  it("stand in the log of the one who called", async () => {
    await register("audited@example.org");
    const own = clients({ token: (await logIn("audited@example.org")).accessToken });
    const accountId = (await own.accounts.getAccount({})).account?.id as string;
    const line = {
      accountId,
      method: "AuthoringService.PublishCourse",
      outcome: "ok",
      address: "192.0.2.7",
      device: "",
    };
    await platform.announce(CallAudited, line);
    const [newest] = (await own.audit.listOwnAuditEvents({})).events;
    expect(newest).toMatchObject({ action: line.method, outcome: "ok", place: "192.0.2.0/24" });
  });
});

describe("passkeys", () => {
  async function withPasskey(email: string) {
    await register(email);
    const own = clients({ token: (await logIn(email)).accessToken });
    const authenticator = createAuthenticator("http://localhost:8080");
    const { challengeId, optionsJson } = await own.factors.beginPasskeyRegistration({});
    const responseJson = authenticator.register(optionsJson);
    const { passkey } = await own.factors.completePasskeyRegistration({ challengeId, responseJson, name: "Laptop" });
    return { ...own, authenticator, passkey, replay: { challengeId, responseJson, name: "Again" } };
  }

  it("let their owner in without an address, and count as both factors", async () => {
    const { authenticator, factors } = await withPasskey("key@example.org");
    const { challengeId, optionsJson } = await sessions.beginPasskeyLogIn({});
    const responseJson = authenticator.answer(optionsJson);
    const { tokens } = await sessions.completePasskeyLogIn({ challengeId, responseJson });
    const { account } = await clients({ token: tokens?.accessToken as string }).accounts.getAccount({});
    expect(account?.email).toBe("key@example.org");
    const { passkeys } = await factors.getFactors({});
    expect(passkeys).toMatchObject([{ name: "Laptop" }]);
    expect(passkeys[0]?.lastUseTime).toBeInstanceOf(Date);
    expect(await reasonOf(sessions.completePasskeyLogIn({ challengeId, responseJson }))).toBe("CHALLENGE_CLOSED");
  });

  it("are refused from another site, with another's challenge, broken, repeated, and once taken away", async () => {
    const { factors, passkey, replay, authenticator } = await withPasskey("key2@example.org");
    expect(await reasonOf(factors.completePasskeyRegistration(replay))).toBe("CHALLENGE_CLOSED");
    const tryWith = async (answer: (optionsJson: string) => string) => {
      const { challengeId, optionsJson } = await sessions.beginPasskeyLogIn({});
      return reasonOf(sessions.completePasskeyLogIn({ challengeId, responseJson: answer(optionsJson) }));
    };
    expect(await tryWith(createAuthenticator("http://evil.example").answer)).toBe("PASSKEY_WRONG");
    expect(await tryWith(() => "{not json")).toBe("PASSKEY_WRONG");
    const other = await sessions.beginPasskeyLogIn({});
    expect(await tryWith(() => authenticator.answer(other.optionsJson))).toBe("PASSKEY_WRONG");
    const foreign = await factors.beginPasskeyRegistration({});
    const made = createAuthenticator("http://evil.example").register(foreign.optionsJson);
    const wrong = { challengeId: foreign.challengeId, responseJson: made, name: "Evil" };
    expect(await reasonOf(factors.completePasskeyRegistration(wrong))).toBe("PASSKEY_WRONG");
    await factors.deletePasskey({ passkeyId: passkey?.id as string });
    expect(await tryWith(authenticator.answer)).toBe("PASSKEY_WRONG");
  });
});

describe("an export of personal data", () => {
  it("is complete once every service has answered, and its owner's alone", async () => {
    await register("export@example.org");
    const own = clients({ token: (await logIn("export@example.org")).accessToken });
    const { exportId } = await own.accounts.requestPersonalDataExport({});
    await platform.settled();
    const before = await own.accounts.getPersonalDataExport({ exportId });
    expect(before.arrived).toEqual(["auth"]);
    expect(before.awaited).toEqual(["knowledge", "learning", "news", "notification", "user"]);
    expect(before.document).toBe("");
    const accountId = (await own.accounts.getAccount({})).account?.id as string;
    for (const service of before.awaited) {
      const document = JSON.stringify({ from: service });
      await platform.announce(PersonalDataCollected, { accountId, exportId, service, document });
    }
    const after = JSON.parse((await own.accounts.getPersonalDataExport({ exportId })).document);
    expect(after.user).toEqual({ from: "user" });
    expect(after.auth.account.email).toBe("export@example.org");
    expect(JSON.stringify(after)).not.toContain("$argon2");
    await register("curious@example.org");
    const other = clients({ token: (await logIn("curious@example.org")).accessToken });
    expect(await reasonOf(other.accounts.getPersonalDataExport({ exportId }))).toBe("EXPORT_NOT_FOUND");
  });
});

describe("the time of an answer", () => {
  it("does not tell whether an address has an account", async () => {
    await register("timed@example.org");
    const once = async (email: string) => {
      const started = performance.now();
      await accounts.requestPasswordReset({ email });
      return Math.floor((performance.now() - started) / 120);
    };
    const taken = async (email: string) => Math.min(await once(email), await once(email));
    expect(await taken("timed@example.org")).toBe(await taken("nobody@example.org"));
  });
});
