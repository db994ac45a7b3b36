import { MemberAdded } from "@platform/grpc/platform/knowledge/v1/knowledge_events.ts";
import { type Database, emit, refuse, type Tx } from "@platform/kit";
import { and, asc, eq, gt, or, sql } from "drizzle-orm";
import type { Space } from "./access/access.ts";
import type { Role } from "./access/role.ts";
import { demandPerson } from "./people.ts";
import { members, people, spaces } from "./schema.ts";

export interface Member {
  accountId: string;
  name: string;
  role: Role;
}

/** Where the page before ended. */
export interface MemberPlace {
  name: string;
  accountId: string;
}

const name = sql<string>`coalesce(${people.name}, '')`;

/** Who has a role of their own in a space, by name. */
export function listMembers(
  db: Database,
  spaceId: string,
  after: MemberPlace | undefined,
  limit: number,
): Promise<Member[]> {
  const later = after && or(gt(name, after.name), and(eq(name, after.name), gt(members.accountId, after.accountId)));
  return db
    .select({ accountId: members.accountId, name, role: members.role })
    .from(members)
    .leftJoin(people, eq(people.accountId, members.accountId))
    .where(and(eq(members.spaceId, spaceId), later))
    .orderBy(asc(name), asc(members.accountId))
    .limit(limit);
}

/** Gives somebody a role; who had none is told. */
export async function setMember(tx: Tx, space: Space, accountId: string, role: Role, actorId: string): Promise<void> {
  await demandPerson(tx, accountId);
  const before = await lockMember(tx, space.id, accountId);
  if (before === "OWNER" && role !== "OWNER") await demandOtherOwner(tx, space.id, accountId);
  await tx
    .insert(members)
    .values({ spaceId: space.id, accountId, role })
    .onConflictDoUpdate({ target: [members.spaceId, members.accountId], set: { role } });
  if (before !== undefined || accountId === actorId) return;
  const path = `/knowledge/${space.slug}`;
  await emit(tx, MemberAdded, { spaceId: space.id, spaceName: space.name, path, accountId, actorId });
}

/** Takes somebody's role away. */
export async function removeMember(tx: Tx, spaceId: string, accountId: string): Promise<void> {
  if ((await lockMember(tx, spaceId, accountId)) === "OWNER") await demandOtherOwner(tx, spaceId, accountId);
  await tx.delete(members).where(and(eq(members.spaceId, spaceId), eq(members.accountId, accountId)));
}

/** Holds the members of a space, so that two owners cannot leave it at once. */
async function lockMember(tx: Tx, spaceId: string, accountId: string): Promise<Role | undefined> {
  await tx.select({ id: spaces.id }).from(spaces).where(eq(spaces.id, spaceId)).for("update");
  const [member] = await tx
    .select({ role: members.role })
    .from(members)
    .where(and(eq(members.spaceId, spaceId), eq(members.accountId, accountId)));
  return member?.role;
}

async function demandOtherOwner(tx: Tx, spaceId: string, accountId: string): Promise<void> {
  const others = and(
    eq(members.spaceId, spaceId),
    eq(members.role, "OWNER"),
    sql`${members.accountId} <> ${accountId}`,
  );
  if ((await tx.$count(members, others)) > 0) return;
  throw refuse.state("LAST_OWNER", "A space needs an owner; give somebody else that role first.");
}
