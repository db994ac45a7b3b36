import { fuzz } from "./suite.ts";

fuzz(["auth"]);
