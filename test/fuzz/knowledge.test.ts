import { fuzz } from "./suite.ts";

fuzz(["knowledge"]);
