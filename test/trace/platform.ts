// A platform in a process of its own: the bff, people and notifications with their real code, auth with answers of the
// test's. It tells its parent where it is, and stops once it is told to.

import bff from "@platform/bff";
import { AccountRegistered } from "@platform/grpc/platform/auth/v1/auth_events.ts";
import { startTracing } from "@platform/kit";
import { startTestPlatform } from "@platform/kit/testing";
import notification from "@platform/notification";
import user from "@platform/user";
import { script, services } from "../../services/bff/test/services.ts";

/** What the parent is told. */
export interface Told {
  origin: string;
  token: string;
  /** Somebody to follow. */
  other: string;
}

const stopTracing = await startTracing("platform");
const auth = services.filter(({ name }) => name === "auth");
const platform = await startTestPlatform([...auth, user, notification, bff]);
const [person, other] = [await platform.as(), await platform.as()];
for (const { id } of [person, other]) {
  await platform.announce(AccountRegistered, { accountId: id, name: "SECRET-NAME", language: 1 });
}
script.tokens = async () => ({
  accessToken: person.token,
  accessExpireTime: new Date(Date.now() + 600_000),
  refreshToken: "SECRET-REFRESH-TOKEN",
});
process.once("message", async () => {
  await platform.settled();
  await platform.stop();
  await stopTracing();
  process.exit(0);
});
const told: Told = {
  origin: `http://127.0.0.1:${platform.host.doors.get("bff")?.port}`,
  token: person.token,
  other: other.id,
};
process.send?.(told);
