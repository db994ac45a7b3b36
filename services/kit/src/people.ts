import { AccountRegistered } from "@platform/grpc/platform/auth/v1/auth_events.ts";
import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { ProfileChanged } from "@platform/grpc/platform/user/v1/user_events.ts";
import { eq, inArray } from "drizzle-orm";
import { pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { Database } from "./database.ts";
import { type EventHandler, type EventScope, on } from "./events/consumer.ts";
import { refuse } from "./refusal.ts";

/** The table in which a service keeps who people are, as auth's and user's events told. */
export function peopleTable<Name extends string>(name: Name) {
  return pgTable(name, {
    accountId: uuid("account_id").primaryKey(),
    name: text("name").notNull(),
    language: text("language", { enum: ["RU", "EN"] }).notNull(),
  });
}

type PeopleTable = ReturnType<typeof peopleTable>;
export type KnownPerson = PeopleTable["$inferSelect"];

const word = (language: Language) => (language === Language.RU ? "RU" : "EN");

/**
 * What keeps such a table: who somebody is when they register, and each new name or language of theirs. `more` takes
 * what else a service keeps of a profile.
 */
export function peopleConsumers(
  people: PeopleTable,
  more?: (profile: ProfileChanged, scope: EventScope) => Promise<void>,
): EventHandler[] {
  return [
    on(AccountRegistered, async ({ accountId, name, language }, { tx }) => {
      // What is known already is newer.
      await tx
        .insert(people)
        .values({ accountId, name, language: word(language) })
        .onConflictDoNothing();
    }),
    on(ProfileChanged, async (profile, scope) => {
      const { accountId, name, language } = profile;
      const person = { name, language: word(language) } as const;
      await scope.tx
        .insert(people)
        .values({ accountId, ...person })
        .onConflictDoUpdate({ target: people.accountId, set: person });
      await more?.(profile, scope);
    }),
  ];
}

/** Reads such a table. */
export function peopleOf(people: PeopleTable) {
  return {
    /** Somebody's name; empty where nothing was heard of them. */
    async nameOf(db: Database, accountId: string): Promise<string> {
      const [person] = await db.select({ name: people.name }).from(people).where(eq(people.accountId, accountId));
      return person?.name ?? "";
    },

    /** Names by account; those of whom nothing was heard are left out. */
    async namesOf(db: Database, accountIds: readonly (string | null)[]): Promise<Map<string, string>> {
      const ids = [...new Set(accountIds.filter((id) => id !== null))];
      if (ids.length === 0) return new Map();
      const rows = await db.select().from(people).where(inArray(people.accountId, ids));
      return new Map(rows.map(({ accountId, name }) => [accountId, name]));
    },

    /** Refuses PERSON_NOT_FOUND for an account of which nothing was heard. */
    async demandPerson(db: Database, accountId: string): Promise<KnownPerson> {
      const [person] = await db.select().from(people).where(eq(people.accountId, accountId));
      if (!person) throw refuse.notFound("PERSON_NOT_FOUND", "There is no such person.");
      return person;
    },
  };
}
