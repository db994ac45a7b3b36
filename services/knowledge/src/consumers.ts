import { peopleConsumers } from "@platform/kit";
import { people } from "./schema.ts";

export const consumers = peopleConsumers(people);
