import { fuzz } from "./suite.ts";

fuzz(["news"]);
