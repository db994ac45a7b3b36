import { Button } from "@mantine/core";
import { Role } from "@platform/connect/platform/auth/v1/auth_pb.ts";
import { IconPencil } from "@tabler/icons-react";
import { Suspense } from "react";
import { Link, Outlet } from "react-router";
import { useTitle } from "../../components/page.tsx";
import { Empty, Waiting } from "../../components/states.tsx";
import { useViewer } from "../../lib/viewer.ts";
import { useWords } from "../../lib/words.ts";
import { authoringWords } from "./words.ts";

/** Lets in those who may write courses, and tells others how to become one of them. */
export default function AuthorsOnly() {
  const { person, isStaff } = useViewer();
  if (!isStaff && !person?.roles.includes(Role.MENTOR)) return <NotAuthor />;
  return (
    <Suspense fallback={<Waiting />}>
      <Outlet />
    </Suspense>
  );
}

function NotAuthor() {
  const words = useWords(authoringWords);
  useTitle(words("authoring"));
  return (
    <Empty
      main
      icon={<IconPencil size={28} stroke={1.5} aria-hidden />}
      title={words("notAuthor")}
      text={words("notAuthorText")}
      action={
        <Button component={Link} to="/courses">
          {words("toCourses")}
        </Button>
      }
    />
  );
}
