import { bigint, boolean, index, jsonb, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import type { JWK } from "jose";

const time = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });
const account = () =>
  uuid("account_id")
    .notNull()
    .references(() => accounts.id, { onDelete: "cascade" });

/** Who may come in, and as what. */
export const accounts = pgTable("accounts", {
  id: uuid("id").primaryKey(),
  email: text("email").notNull(),
  /** The address as it is compared: NFC, lower case. */
  emailKey: text("email_key").notNull().unique(),
  emailConfirmed: boolean("email_confirmed").notNull().default(false),
  name: text("name").notNull(),
  language: text("language", { enum: ["RU", "EN"] }).notNull(),
  passwordHash: text("password_hash").notNull(),
  roles: text("roles").array().notNull(),
  createTime: time("create_time").notNull(),
});

/** Codes that were mailed, as hashes. */
export const mailedCodes = pgTable("mailed_codes", {
  hash: text("hash").primaryKey(),
  accountId: account(),
  purpose: text("purpose", { enum: ["confirm-email", "reset-password"] }).notNull(),
  expireTime: time("expire_time").notNull(),
  useTime: time("use_time"),
});

/** Signed-in devices. What refreshes them lives in the key-value store. */
export const sessions = pgTable(
  "sessions",
  {
    id: uuid("id").primaryKey(),
    accountId: account(),
    device: text("device").notNull(),
    place: text("place").notNull(),
    createTime: time("create_time").notNull(),
    lastUseTime: time("last_use_time").notNull(),
  },
  (table) => [index("sessions_account").on(table.accountId, table.lastUseTime)],
);

/** Where an account was signed in to before; from there its owner is never kept waiting by strangers. */
export const knownPlaces = pgTable(
  "known_places",
  { accountId: account(), place: text("place").notNull(), lastUseTime: time("last_use_time").notNull() },
  (table) => [primaryKey({ columns: [table.accountId, table.place] })],
);

/** Authenticators; the secret is sealed. */
export const totps = pgTable("totps", {
  accountId: account().primaryKey(),
  secret: text("secret").notNull(),
  confirmed: boolean("confirmed").notNull().default(false),
  /** The time step of the last code that was taken, so that none works twice. */
  lastStep: bigint("last_step", { mode: "number" }).notNull().default(0),
});

/** Recovery codes that were not used yet, as hashes. */
export const recoveryCodes = pgTable(
  "recovery_codes",
  { accountId: account(), hash: text("hash").notNull() },
  (table) => [primaryKey({ columns: [table.accountId, table.hash] })],
);

/** Passkeys; what is kept is public. */
export const passkeys = pgTable(
  "passkeys",
  {
    /** The credential id, base64url. */
    id: text("id").primaryKey(),
    accountId: account(),
    name: text("name").notNull(),
    /** COSE, base64url. */
    publicKey: text("public_key").notNull(),
    counter: bigint("counter", { mode: "number" }).notNull(),
    createTime: time("create_time").notNull(),
    lastUseTime: time("last_use_time"),
  },
  (table) => [index("passkeys_account").on(table.accountId)],
);

/** Exports of personal data that were asked for. */
export const exports = pgTable("exports", {
  id: uuid("id").primaryKey(),
  accountId: account(),
  createTime: time("create_time").notNull(),
});

/** The services' parts of an export; each document is sealed. */
export const exportParts = pgTable(
  "export_parts",
  {
    exportId: uuid("export_id")
      .notNull()
      .references(() => exports.id, { onDelete: "cascade" }),
    service: text("service").notNull(),
    document: text("document").notNull(),
  },
  (table) => [primaryKey({ columns: [table.exportId, table.service] })],
);

/** Personal API keys; the key itself is a hash. */
export const apiKeys = pgTable(
  "api_keys",
  {
    id: uuid("id").primaryKey(),
    accountId: account(),
    name: text("name").notNull(),
    prefix: text("prefix").notNull(),
    hash: text("hash").notNull().unique(),
    scopes: text("scopes").array().notNull(),
    createTime: time("create_time").notNull(),
    lastUseTime: time("last_use_time"),
    expireTime: time("expire_time"),
  },
  (table) => [index("api_keys_account").on(table.accountId)],
);

/** Security acts as they happened. They outlive the account they touched, with nothing personal left in them. */
export const auditEvents = pgTable(
  "audit_events",
  {
    id: uuid("id").primaryKey(),
    accountId: uuid("account_id").notNull(),
    actor: text("actor").notNull(),
    action: text("action").notNull(),
    outcome: text("outcome").notNull(),
    place: text("place").notNull(),
    device: text("device").notNull(),
    createTime: time("create_time").notNull(),
  },
  (table) => [index("audit_events_account").on(table.accountId, table.id)],
);

/** Keys that sign access tokens; the private half is sealed. */
export const signingKeys = pgTable("signing_keys", {
  id: text("id").primaryKey(),
  publicJwk: jsonb("public_jwk").$type<JWK>().notNull(),
  privateJwk: text("private_jwk").notNull(),
  createTime: time("create_time").notNull(),
});
