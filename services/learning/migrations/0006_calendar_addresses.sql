CREATE TABLE "calendar_addresses" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"create_time" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "calendar_addresses_token" UNIQUE("token_hash")
);
