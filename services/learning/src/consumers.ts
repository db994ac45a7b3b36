import { peopleConsumers } from "@platform/kit";
import { learners } from "./schema.ts";

export const consumers = peopleConsumers(learners);
