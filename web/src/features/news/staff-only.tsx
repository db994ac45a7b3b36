import { Navigate, Outlet } from "react-router";
import { useViewer } from "../../lib/viewer.ts";

/** Lets staff in; others read the news. */
export default function StaffOnly() {
  const { isStaff } = useViewer();
  return isStaff ? <Outlet /> : <Navigate replace to="/news" />;
}
