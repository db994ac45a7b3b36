import {
  NotificationServiceDefinition,
  PreferenceServiceDefinition,
} from "@platform/grpc/platform/notification/v1/notification_service.ts";
import { defineService, implement } from "@platform/kit";
import { accountConsumers } from "./consumers/account.ts";
import { knowledgeConsumers } from "./consumers/knowledge.ts";
import { learningConsumers } from "./consumers/learning.ts";
import { newsConsumers } from "./consumers/news.ts";
import { sendLetters } from "./letters.ts";
import { personal } from "./personal.ts";
import { notifications, preferences } from "./rpc.ts";

export default defineService({
  name: "notification",
  rpc: [implement(NotificationServiceDefinition, notifications), implement(PreferenceServiceDefinition, preferences)],
  consumers: [...accountConsumers, ...knowledgeConsumers, ...learningConsumers, ...newsConsumers],
  personal,
  tasks: [{ name: "letters", everySeconds: 1, run: sendLetters }],
});
