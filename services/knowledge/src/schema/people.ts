import { peopleTable } from "@platform/kit";

/** People by name, as auth's and user's events told. */
export const people = peopleTable("people");
