import { peopleOf } from "@platform/kit";
import { people } from "./schema.ts";

export const { namesOf, demandPerson } = peopleOf(people);
