import { beforeAll, describe, expect, it } from "vitest";
import { entrance } from "./pages/entrance.ts";
import { type Person, person } from "./person.ts";

const ada = { name: "Ada", email: "ada@example.org", password: "an analytical engine weaves" };

describe("somebody careful, in English on a phone", () => {
  let she: Person;
  let door: ReturnType<typeof entrance>;
  beforeAll(async () => {
    she = await person("Ada", { width: 390, colors: "dark" });
    door = entrance(she, "en");
    await door.signUp(ada);
    await door.logIn(ada);
  });

  it("adds a passkey, and logs in with it alone", async () => {
    await holdAuthenticator(she);
    await she.goTo("/settings/security");
    await she.sees("Security");
    await she.button("Add a passkey").click();
    await she.field("What will you call it?").fill("My phone");
    await she.looks();
    await she.page.getByRole("button", { name: "Add", exact: true }).click();
    await she.button(/^Delete.*My phone/).waitFor();
    await she.text(/never used/).waitFor();
    await door.logOut();
    await she.goTo("/log-in?next=/settings/security");
    await she.button("Log in with a passkey").click();
    await door.isIn();
    await she
      .text(/last used this minute/)
      .first()
      .waitFor();
    await she.sees("Security");
  });

  it("sees the session of another device, and ends it", async () => {
    const other = await person("Ada elsewhere");
    await entrance(other, "en").logIn(ada);
    await other.goTo("/inbox");
    await other.sees("Inbox");
    await she.page.reload();
    await she.button(/^End session/).click();
    await she.text("Session ended").waitFor();
    await she.button(/^End session/).waitFor({ state: "detached" });
    await other.link("Home").first().click();
    await other.link("Log in").waitFor();
    await other.looks();
  });

  it("makes an API key that is shown once", async () => {
    await she.button("Create a key").click();
    await she.field("Name").fill("Backup script");
    await she.page.getByRole("checkbox", { name: "Read profiles" }).check();
    await she.looks();
    await she.button("Create key").click();
    await she.notices("Your new key");
    const secret = await she.page.getByRole("dialog").locator("code").textContent();
    expect(secret?.length).toBeGreaterThan(30);
    await she.button("Done").click();
    await she.button(/^Delete.*Backup script/).waitFor();
    const page = await she.page.content();
    expect(page).not.toContain(secret);
    await she.page.reload();
    await she.button(/^Delete.*Backup script/).waitFor();
    expect(await she.page.content()).not.toContain(secret);
  });

  it("finds all of it in the log of the account, and deletes the key", async () => {
    await she.button(/^Delete.*Backup script/).click();
    await she.page.getByRole("dialog").getByRole("button", { name: "Delete", exact: true }).click();
    await she.text("No keys yet.").waitFor();
    await she.button("Show the log").click();
    for (const act of ["Passkey added", "Session ended", "API key made", "API key deleted"]) {
      await she.text(act).first().waitFor();
    }
    await she.looks();
  });
});

/** Gives the browser a built-in authenticator, as phones have one, with a finger that is always on it. */
async function holdAuthenticator({ context, page }: Person): Promise<void> {
  const devtools = await context.newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}
