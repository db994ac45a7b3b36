import { defineService } from "@platform/kit";
import { openDoor } from "./door.ts";

export default defineService({ name: "bff", database: false, open: openDoor });
