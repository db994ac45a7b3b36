import { defineService } from "@platform/kit";
import { consumers } from "./consumers.ts";
import { personal } from "./personal.ts";
import { rpc } from "./rpc/index.ts";
import { tasks } from "./tasks.ts";

export default defineService({
  name: "news",
  rpc,
  consumers,
  tasks,
  personal,
});
