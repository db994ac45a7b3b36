import { type ConnectRouter, createClient } from "@connectrpc/connect";
import {
  type CourseToStart_Reason,
  HomeService,
  CourseToStart_Reason as Reason,
} from "@platform/connect/platform/bff/v1/home_service_pb.ts";
import { CatalogueService } from "@platform/connect/platform/learning/v1/catalogue_service_pb.ts";
import type { Course } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { EnrolmentService } from "@platform/connect/platform/learning/v1/enrolment_service_pb.ts";
import { PersonalService } from "@platform/connect/platform/news/v1/personal_service_pb.ts";
import { NotificationService } from "@platform/connect/platform/notification/v1/notification_service_pb.ts";
import { ProfileService } from "@platform/connect/platform/user/v1/profile_service_pb.ts";
import type { Logger } from "@platform/kit";
import { visitOf } from "../admission.ts";
import type { Services } from "../services.ts";

const patienceMs = 3000;
const most = { courses: 6, notifications: 5, articles: 6 };
/** From how many learners on a course is called popular. */
const popularFrom = 5;

/** The first page, each part of which fails alone. */
export function home(router: ConnectRouter, services: Services, log: Logger): void {
  router.service(HomeService, {
    async getHome({ language }, context) {
      const { behind } = visitOf(context);
      const transport = services.transport(behind);
      const options = { signal: AbortSignal.any([context.signal, AbortSignal.timeout(patienceMs)]) };
      const failed: string[] = [];
      const part = <T>(name: string, work: Promise<T>): Promise<T | undefined> =>
        work.catch((err: unknown) => {
          log.warn({ err, part: name, requestId: behind.requestId }, "a part of the home page could not be had");
          failed.push(name);
          return undefined;
        });

      const profile = createClient(ProfileService, transport).getOwnProfile({}, options);
      const enrolled = createClient(EnrolmentService, transport).listEnrolments({ pageSize: 100 }, options);
      const catalogue = createClient(CatalogueService, transport).listCourses({ pageSize: 50 }, options);
      const inbox = createClient(NotificationService, transport).listNotifications(
        { language, pageSize: most.notifications },
        options,
      );
      const forYou = createClient(PersonalService, transport).listArticlesForYou({ pageSize: most.articles }, options);
      const [own, underWay, recommended, told, articles] = await Promise.all([
        part("name", profile),
        part("continue_learning", enrolled),
        part("recommendations", Promise.all([catalogue, enrolled])),
        part("notifications", inbox),
        part("articles", forYou),
      ]);
      const skills = own?.profile?.skills ?? [];
      return {
        name: own?.profile?.name ?? "",
        continueLearning: (underWay?.courses ?? [])
          .filter(({ enrolment }) => !enrolment?.completeTime)
          .slice(0, most.courses)
          .map(({ course, enrolment }) => ({
            courseId: course?.id ?? "",
            title: course?.title ?? "",
            coverUrl: course?.coverUrl ?? "",
            progress: enrolment?.progress?.done ?? 0,
            nextLessonId: enrolment?.progress?.nextLessonId ?? "",
            nextLessonTitle: enrolment?.progress?.nextLessonTitle ?? "",
          })),
        recommendations: recommended
          ? recommend(
              recommended[0].courses,
              new Set(recommended[1].courses.map(({ course }) => course?.id ?? "")),
              skills,
            )
          : [],
        notifications: told?.notifications ?? [],
        unreadCount: told?.unreadCount ?? 0,
        articles: articles?.articles ?? [],
        failed,
      };
    },
  });
}

/** Courses that a person might start: those that teach a skill of theirs, then what many learn, then what is new. */
export function recommend(courses: readonly Course[], known: ReadonlySet<string>, skills: readonly string[]) {
  const wanted = new Set(skills.map((skill) => skill.toLowerCase()));
  const reason = ({ skills: taught, learnerCount }: Course): CourseToStart_Reason => {
    if (taught.some((skill) => wanted.has(skill.toLowerCase()))) return Reason.SKILLS;
    return learnerCount >= popularFrom ? Reason.POPULAR : Reason.NEW;
  };
  const order = [Reason.SKILLS, Reason.POPULAR, Reason.NEW];
  return courses
    .filter(({ id }) => !known.has(id))
    .map((course) => ({ course, reason: reason(course) }))
    .sort((a, b) => order.indexOf(a.reason) - order.indexOf(b.reason))
    .slice(0, most.courses)
    .map(({ course: { id, title, summary, coverUrl }, reason: why }) => ({
      courseId: id,
      title,
      summary,
      coverUrl,
      reason: why,
    }));
}
