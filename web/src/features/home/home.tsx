import { useQuery } from "@connectrpc/connect-query";
import { HomeService } from "@platform/connect/platform/bff/v1/home_service_pb.ts";
import { Page } from "../../components/page.tsx";
import { Failed } from "../../components/states.tsx";
import { useViewer } from "../../lib/viewer.ts";
import { useLanguage, useWords } from "../../lib/words.ts";
import { Articles } from "./articles.tsx";
import { ContinueLearning } from "./continue-learning.tsx";
import styles from "./home.module.css";
import { HomeLoading } from "./home-loading.tsx";
import { News } from "./news.tsx";
import { Recommendations } from "./recommendations.tsx";
import { homeWords } from "./words.ts";

/** The first page: what to go on with, what one might begin, what is new. Each part may fail alone. */
export default function Home() {
  const words = useWords(homeWords);
  const { contract } = useLanguage();
  const { person } = useViewer();
  const { data, isPending, error, refetch } = useQuery(HomeService.method.getHome, { language: contract });
  const name = (data?.name || person?.name || "").split(" ")[0];
  const failed = new Set(data?.failed);
  return (
    <Page wide title={words("title")} heading={name ? words(timeOfDay(), { name }) : words("welcome")}>
      {isPending && <HomeLoading />}
      {error && !data && <Failed error={error} onRetry={refetch} />}
      {data && (
        <div className={styles.columns}>
          <div className={styles.column}>
            <ContinueLearning
              courses={data.continueLearning}
              failed={failed.has("continue_learning")}
              onRetry={refetch}
            />
            <Articles articles={data.articles} failed={failed.has("articles")} onRetry={refetch} />
            <Recommendations courses={data.recommendations} failed={failed.has("recommendations")} onRetry={refetch} />
          </div>
          <News notifications={data.notifications} failed={failed.has("notifications")} onRetry={refetch} />
        </div>
      )}
    </Page>
  );
}

function timeOfDay(): "night" | "morning" | "day" | "evening" {
  const hour = new Date().getHours();
  if (hour < 5) return "night";
  if (hour < 12) return "morning";
  return hour < 18 ? "day" : "evening";
}
