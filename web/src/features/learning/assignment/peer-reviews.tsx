import { Button, Text, Textarea, Title } from "@mantine/core";
import type { PeerReview, Submission } from "@platform/connect/platform/learning/v1/assignment_pb.ts";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { FormFailure } from "../../../components/forms.tsx";
import { toast } from "../../../lib/toasts.ts";
import { useWords } from "../../../lib/words.ts";
import { readProgressAnew } from "../progress.ts";
import styles from "./assignment.module.css";
import { type Marks, RubricForm, toMarks } from "./rubric-form.tsx";
import { assignmentClient, type Place } from "./use-submission.ts";
import { assignmentWords } from "./words.ts";
import { WorkView } from "./work-view.tsx";

/** Works of others to review, one at a time. */
export function PeerReviews({
  place,
  submission,
  onChanged,
}: {
  place: Place;
  submission: Submission;
  onChanged: (answer: { submission?: Submission }) => void;
}) {
  const words = useWords(assignmentWords);
  const { reviewsGiven, reviewsOwed } = submission;
  const take = useMutation({ mutationFn: () => assignmentClient.takePeerReview(place) });
  const left = reviewsGiven < reviewsOwed;
  const review = left ? take.data?.review : undefined;
  return (
    <div className={styles.peers}>
      <Title order={3}>{words("reviews")}</Title>
      <p className="quiet">{words("reviewsAbout", { count: reviewsOwed })}</p>
      <p className="tabular">{words("reviewed", { given: reviewsGiven, owed: reviewsOwed })}</p>
      {left && !review && (
        <>
          {take.isSuccess && (
            <Text size="sm" role="status">
              {words("none")}
            </Text>
          )}
          <FormFailure error={take.error} />
          <div>
            <Button variant="default" loading={take.isPending} onClick={() => take.mutate()}>
              {words("take")}
            </Button>
          </div>
        </>
      )}
      {review && (
        <ReviewForm
          key={review.id}
          review={review}
          onSubmitted={(answer) => {
            take.reset();
            toast({ text: words("reviewSent") });
            onChanged(answer);
            if (answer.submission?.grade) void readProgressAnew();
          }}
        />
      )}
    </div>
  );
}

function ReviewForm({
  review,
  onSubmitted,
}: {
  review: PeerReview;
  onSubmitted: (answer: { submission?: Submission }) => void;
}) {
  const words = useWords(assignmentWords);
  const [marks, setMarks] = useState<Marks>({});
  const [comment, setComment] = useState("");
  const [tried, setTried] = useState(false);
  const complete = review.rubric.every(({ id }) => marks[id]);
  const submit = useMutation({
    mutationFn: () => assignmentClient.submitPeerReview({ reviewId: review.id, marks: toMarks(marks), comment }),
    onSuccess: onSubmitted,
  });
  return (
    <form
      className={styles.review}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (complete) submit.mutate();
      }}
    >
      <Title order={4}>{words("reviewing")}</Title>
      {review.work && <WorkView work={review.work} />}
      <RubricForm
        rubric={review.rubric}
        marks={marks}
        wrong={tried && !complete ? words("mustMark") : undefined}
        onMarks={setMarks}
      />
      <Textarea
        label={words("comment")}
        description={words("commentHint")}
        autosize
        minRows={3}
        maxLength={10_000}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      <FormFailure error={submit.error} />
      <div>
        <Button type="submit" loading={submit.isPending}>
          {words("submitReview")}
        </Button>
      </div>
    </form>
  );
}
