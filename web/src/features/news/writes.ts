import { Role } from "@platform/connect/platform/auth/v1/auth_pb.ts";
import { useViewer } from "../../lib/viewer.ts";

const writers = [Role.MENTOR, Role.FOUNDER, Role.STAFF, Role.ADMIN];

/** Whether the person may write the news. */
export function useWrites(): boolean {
  const { person } = useViewer();
  return person?.roles.some((role) => writers.includes(role)) ?? false;
}
