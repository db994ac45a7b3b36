import { Code, ConnectError, type ConnectRouter, createClient } from "@connectrpc/connect";
import { AccountService } from "@platform/connect/platform/auth/v1/account_service_pb.ts";
import type { Tokens } from "@platform/connect/platform/auth/v1/auth_pb.ts";
import { SessionService } from "@platform/connect/platform/auth/v1/session_service_pb.ts";
import { BrowserSessionService, type Person } from "@platform/connect/platform/bff/v1/session_service_pb.ts";
import { ProfileService } from "@platform/connect/platform/user/v1/profile_service_pb.ts";
import { type Visit, visitOf } from "../admission.ts";
import type { Behind, Services } from "../services.ts";
import type { Sessions } from "../sessions.ts";

type PersonFields = Omit<Person, "$typeName" | "$unknown">;

/** Signing in and out of a browser: auth decides, this keeps the tokens. */
export function browserSessions(router: ConnectRouter, services: Services, sessions: Sessions): void {
  const as = (behind: Behind, token = behind.token) => services.transport({ ...behind, token });

  async function enter({ request, response, behind }: Visit, tokens: Tokens | undefined): Promise<PersonFields> {
    if (!tokens) throw new Error("auth answered without tokens");
    await sessions.open(request, response, tokens);
    return readPerson({ ...behind, token: tokens.accessToken });
  }

  async function readPerson(behind: Behind): Promise<PersonFields> {
    const [{ account }, profile] = await Promise.all([
      createClient(AccountService, as(behind)).getAccount({}),
      // A profile is made by event, so that a newcomer's may not be there yet.
      createClient(ProfileService, as(behind))
        .getOwnProfile({})
        .then(
          ({ profile: own }) => own,
          () => undefined,
        ),
    ]);
    if (!account) throw new Error("auth answered without an account");
    return {
      accountId: account.id,
      name: profile?.name || account.email.split("@")[0] || "",
      handle: profile?.handle ?? "",
      avatarUrl: profile?.avatar?.smallUrl ?? "",
      roles: account.roles,
      twoFactor: account.twoFactor,
    };
  }

  router.service(BrowserSessionService, {
    async getBrowserSession(_request, context) {
      const { request, response, behind } = visitOf(context);
      if (!behind.token) return {};
      try {
        return { person: await readPerson(behind) };
      } catch (error) {
        allowEnded(error);
        await sessions.close(request, response);
        return {};
      }
    },
    async logIn(request, context) {
      const visit = visitOf(context);
      const { outcome } = await createClient(SessionService, as(visit.behind)).logIn({
        email: request.email,
        password: request.password,
      });
      if (outcome.case === "challenge") return { outcome };
      return { outcome: { case: "person", value: await enter(visit, outcome.value) } };
    },
    async completeLogIn(request, context) {
      const visit = visitOf(context);
      const { tokens } = await createClient(SessionService, as(visit.behind)).completeLogIn({
        challengeId: request.challengeId,
        code: request.code,
      });
      return { person: await enter(visit, tokens) };
    },
    async completePasskeyLogIn(request, context) {
      const visit = visitOf(context);
      const { tokens } = await createClient(SessionService, as(visit.behind)).completePasskeyLogIn({
        challengeId: request.challengeId,
        responseJson: request.responseJson,
      });
      return { person: await enter(visit, tokens) };
    },
    async reauthenticate(request, context) {
      const { request: browser, behind } = visitOf(context);
      const fresh = await createClient(SessionService, as(behind)).reauthenticate({
        password: request.password,
        code: request.code,
      });
      const expires = Number(fresh.accessExpireTime?.seconds ?? 0n) * 1000;
      await sessions.replaceAccess(browser, fresh.accessToken, expires);
      return {};
    },
    async logOut(_request, context) {
      const { request, response, behind } = visitOf(context);
      if (behind.token) await createClient(SessionService, as(behind)).logOut({}).catch(allowEnded);
      await sessions.close(request, response);
      return {};
    },
  });
}

// A session that was ended elsewhere, or whose account is gone: the browser is a stranger's again.
function allowEnded(error: unknown): void {
  if (ConnectError.from(error).code !== Code.Unauthenticated) throw error;
}
