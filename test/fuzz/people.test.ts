import { fuzz } from "./suite.ts";

fuzz(["user", "notification", "operations"]);
