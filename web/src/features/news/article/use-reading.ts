import { useMutation } from "@connectrpc/connect-query";
import { HomeService } from "@platform/connect/platform/bff/v1/home_service_pb.ts";
import { PersonalService } from "@platform/connect/platform/news/v1/personal_service_pb.ts";
import { useEffect } from "react";
import { readAnew } from "../../../lib/query.ts";
import { useViewer } from "../../../lib/viewer.ts";

const readAfterMs = 3000;

/** Notes that a person read an article, once it was open for a moment, so that the home page shows others. */
export function useReading(articleId: string): void {
  const { person } = useViewer();
  const known = person !== undefined;
  const { mutate } = useMutation(PersonalService.method.markArticleRead, {
    onSuccess: () => readAnew(HomeService.method.getHome),
  });
  useEffect(() => {
    if (!known || !articleId) return;
    const timer = setTimeout(() => mutate({ articleId }), readAfterMs);
    return () => clearTimeout(timer);
  }, [known, articleId, mutate]);
}
