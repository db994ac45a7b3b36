import { describe, expect, it } from "vitest";
import { isAtLeast, roleInSpace, roleOnPage, roles } from "./role.ts";

const stranger = { id: undefined, staff: false };
const person = { id: "p", staff: false };
const staff = { id: "s", staff: true };

describe("a role", () => {
  it("may do what those before it may", () => {
    const may = (role: (typeof roles)[number] | undefined) => roles.map((wanted) => isAtLeast(role, wanted));
    expect(may(undefined)).toEqual([false, false, false, false]);
    expect(may("READER")).toEqual([true, false, false, false]);
    expect(may("EDITOR")).toEqual([true, true, true, false]);
    expect(may("OWNER")).toEqual([true, true, true, true]);
  });

  it.each([
    ["OPEN", stranger, undefined, "READER"],
    ["COMMUNITY", stranger, undefined, undefined],
    ["MEMBERS", stranger, undefined, undefined],
    ["COMMUNITY", person, undefined, "READER"],
    ["MEMBERS", person, undefined, undefined],
    ["MEMBERS", person, "WRITER", "WRITER"],
    ["OPEN", person, "EDITOR", "EDITOR"],
    ["MEMBERS", staff, undefined, "OWNER"],
  ] as const)("in a space that is %s, for %j as %s, is %s", (visibility, viewer, membership, role) => {
    expect(roleInSpace(viewer, visibility, membership)).toBe(role);
  });

  it("on a page with permissions of its own is what those say, but for owners", () => {
    const member = (membership: (typeof roles)[number]) => ({ inSpace: membership, membership });
    const admin = { inSpace: "OWNER", membership: undefined } as const;
    expect(roleOnPage(member("EDITOR"), false, undefined)).toBe("EDITOR");
    expect(roleOnPage(member("EDITOR"), true, undefined)).toBeUndefined();
    expect(roleOnPage({ inSpace: undefined, membership: undefined }, true, "WRITER")).toBe("WRITER");
    expect(roleOnPage(member("OWNER"), true, undefined)).toBe("OWNER");
    expect(roleOnPage(admin, false, undefined)).toBe("OWNER");
    expect(roleOnPage(admin, true, undefined)).toBeUndefined();
    expect(roleOnPage(admin, true, "READER")).toBe("READER");
  });
});
