import { defineService } from "@platform/kit";
import { accountConsumers } from "./consumers/account.ts";
import { knowledgeConsumers } from "./consumers/knowledge.ts";
import { learningConsumers } from "./consumers/learning.ts";
import { newsConsumers } from "./consumers/news.ts";
import { personal } from "./personal.ts";
import { rpc } from "./rpc/index.ts";
import { tasks } from "./tasks.ts";

export default defineService({
  name: "notification",
  rpc,
  consumers: [...accountConsumers, ...knowledgeConsumers, ...learningConsumers, ...newsConsumers],
  personal,
  tasks,
});
