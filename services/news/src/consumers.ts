import { LearnerEnrolled } from "@platform/grpc/platform/learning/v1/learning_events.ts";
import { PersonFollowed, PersonUnfollowed } from "@platform/grpc/platform/user/v1/user_events.ts";
import { on, peopleConsumers } from "@platform/kit";
import { enterCourse, follow, unfollow } from "./for-you/interests.ts";
import { people } from "./schema.ts";

export const consumers = [
  ...peopleConsumers(people),
  on(PersonFollowed, ({ accountId, followerId }, { tx }) => follow(tx, followerId, accountId)),
  on(PersonUnfollowed, ({ accountId, followerId }, { tx }) => unfollow(tx, followerId, accountId)),
  on(LearnerEnrolled, ({ accountId, courseId, courseTitle, skills }, { tx }) =>
    enterCourse(tx, accountId, { courseId, title: courseTitle, skills }),
  ),
];
