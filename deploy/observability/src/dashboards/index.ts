import { business } from "./business.ts";
import { events } from "./events.ts";
import { overview } from "./overview.ts";
import type { Dashboard } from "./panel.ts";
import { service } from "./service.ts";

export const dashboards: readonly Dashboard[] = [overview, service, events, business];
