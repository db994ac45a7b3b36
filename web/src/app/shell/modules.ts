import { Role } from "@platform/connect/platform/auth/v1/auth_pb.ts";
import {
  type Icon,
  IconBooks,
  IconHome,
  IconInbox,
  IconNews,
  IconPencil,
  IconSchool,
  IconShieldCog,
  IconUsers,
} from "@tabler/icons-react";

/** A module of the platform, as the rail shows it. */
export interface Module {
  name: "home" | "learning" | "knowledge" | "news" | "people" | "inbox" | "authoring" | "admin";
  to: string;
  icon: Icon;
  hue: string;
}

const everybody: Module[] = [
  { name: "home", to: "/", icon: IconHome, hue: "var(--accent-text)" },
  { name: "learning", to: "/courses", icon: IconSchool, hue: "light-dark(#0f766e, #5eead4)" },
  { name: "knowledge", to: "/knowledge", icon: IconBooks, hue: "light-dark(#1d4ed8, #93c5fd)" },
  { name: "news", to: "/news", icon: IconNews, hue: "light-dark(#9a3412, #fdba74)" },
  { name: "people", to: "/people", icon: IconUsers, hue: "light-dark(#be185d, #f9a8d4)" },
  { name: "inbox", to: "/inbox", icon: IconInbox, hue: "light-dark(#b45309, #fcd34d)" },
];

const authoring: Module = {
  name: "authoring",
  to: "/authoring",
  icon: IconPencil,
  hue: "light-dark(#7e22ce, #d8b4fe)",
};

const admin: Module = { name: "admin", to: "/admin", icon: IconShieldCog, hue: "light-dark(#334155, #cbd5e1)" };

/** The modules that a person with these roles may open. */
export function modulesFor(roles: Role[]): Module[] {
  const runs = roles.includes(Role.STAFF) || roles.includes(Role.ADMIN);
  return [...everybody, ...(runs || roles.includes(Role.MENTOR) ? [authoring] : []), ...(runs ? [admin] : [])];
}
