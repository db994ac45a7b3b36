import { Button } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { Link } from "react-router";
import { useTitle } from "../../components/page.tsx";
import { SideList } from "../../components/side-list.tsx";
import { Empty } from "../../components/states.tsx";
import { useViewer } from "../../lib/viewer.ts";
import { useWords } from "../../lib/words.ts";
import { adminWords } from "./words.ts";

const pages = ["users", "audit", "events"] as const;

/** The pages for those who run the platform. */
export default function AdminLayout() {
  const words = useWords(adminWords);
  const { isStaff } = useViewer();
  if (!isStaff) return <NotStaff />;
  return (
    <SideList wide label={words("admin")} pages={pages.map((page) => ({ to: `/admin/${page}`, label: words(page) }))} />
  );
}

function NotStaff() {
  const words = useWords(adminWords);
  useTitle(words("notStaff"));
  return (
    <Empty
      main
      icon={<IconLock size={28} stroke={1.5} aria-hidden />}
      title={words("notStaff")}
      text={words("notStaffText")}
      action={
        <Button component={Link} to="/">
          {words("toHome")}
        </Button>
      }
    />
  );
}
