import { createClient } from "@connectrpc/connect";
import { AuthoringService } from "@platform/connect/platform/learning/v1/authoring_service_pb.ts";
import { type Course, CourseState } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { IconArchive, IconArchiveOff, IconDownload, IconEye } from "@tabler/icons-react";
import { MenuButton, MenuLine, MenuLink } from "../../../components/menu-items.tsx";
import { MoreMenu } from "../../../components/more-menu.tsx";
import { download } from "../../../lib/download.ts";
import { readFailure } from "../../../lib/failure.ts";
import { useFailureWords } from "../../../lib/failure-words.ts";
import { toast } from "../../../lib/toasts.ts";
import { transport } from "../../../lib/transport.ts";
import { useWords } from "../../../lib/words.ts";
import { readCourseAnew } from "../refresh.ts";
import { authoringWords } from "../words.ts";

const client = createClient(AuthoringService, transport);
const look = { size: 18, stroke: 1.7, "aria-hidden": true } as const;

/** What else may be done with a course. */
export function CourseMenu({ course: { id: courseId, state } }: { course: Course }) {
  const words = useWords(authoringWords);
  const say = useFailureWords();
  const failed = (error: unknown) => toast({ text: say(readFailure(error)), failed: true });

  async function archive(restore: boolean) {
    try {
      await client.archiveCourse({ courseId, restore });
      await readCourseAnew();
      toast({
        text: words(restore ? "restoredNow" : "archivedNow"),
        action: { label: words("undo"), run: () => void archive(!restore) },
      });
    } catch (error) {
      failed(error);
    }
  }

  async function exportCourse() {
    try {
      const { url } = await client.exportCourse({ courseId });
      download(url);
    } catch (error) {
      failed(error);
    }
  }

  const archived = state === CourseState.ARCHIVED;
  return (
    <MoreMenu label={words("actions")}>
      {(close) => (
        <>
          {state !== CourseState.DRAFT && (
            <MenuLink to={`/courses/${courseId}`} icon={<IconEye {...look} />}>
              {words("view")}
            </MenuLink>
          )}
          <MenuButton
            icon={<IconDownload {...look} />}
            onClick={() => {
              close();
              void exportCourse();
            }}
          >
            {words("export")}
          </MenuButton>
          {state !== CourseState.DRAFT && (
            <>
              <MenuLine />
              <MenuButton
                icon={archived ? <IconArchiveOff {...look} /> : <IconArchive {...look} />}
                onClick={() => {
                  close();
                  void archive(archived);
                }}
              >
                {words(archived ? "restore" : "archive")}
              </MenuButton>
            </>
          )}
        </>
      )}
    </MoreMenu>
  );
}
