import { fuzz } from "./suite.ts";

fuzz(["learning"]);
