import { peopleOf } from "@platform/kit";
import { learners } from "./schema.ts";

export const { nameOf, namesOf } = peopleOf(learners);
