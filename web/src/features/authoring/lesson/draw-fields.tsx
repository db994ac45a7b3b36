import { useQuery } from "@connectrpc/connect-query";
import { Group, NativeSelect, NumberInput } from "@mantine/core";
import { BankService } from "@platform/connect/platform/learning/v1/bank_service_pb.ts";
import type { Draw } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { Link } from "react-router";
import { useWords } from "../../../lib/words.ts";
import type { WrongAt } from "./field-errors.ts";
import { lessonWords } from "./words.ts";

/** From which bank an attempt draws, how many, and for what. */
export function DrawFields({
  courseId,
  draw,
  wrongAt,
  onChange,
}: {
  courseId: string;
  draw: Draw;
  wrongAt: WrongAt;
  onChange: (draw: Draw) => void;
}) {
  const words = useWords(lessonWords);
  const { data } = useQuery(BankService.method.listBanks, { courseId });
  const banks = data?.banks ?? [];
  if (data && banks.length === 0) {
    return (
      <p className="quiet">
        {words("noBanks")} <Link to={`/authoring/${courseId}/banks`}>{words("toBanks")}</Link>
      </p>
    );
  }
  return (
    <>
      <Group gap="md" align="flex-start">
        <NativeSelect
          label={words("bank")}
          flex="1 1 220px"
          error={wrongAt("draw.bank_id")}
          value={draw.bankId}
          onChange={(event) => onChange({ ...draw, bankId: event.currentTarget.value })}
          data={[
            { value: "", label: words("chooseBank"), disabled: true },
            ...banks.map(({ id, title, questionCount }) => ({
              value: id,
              label: words("bankOf", { title, count: questionCount }),
            })),
          ]}
        />
        <NumberInput
          label={words("drawCount")}
          w={120}
          size="md"
          min={1}
          max={50}
          error={wrongAt("draw.count")}
          value={draw.count}
          onChange={(count) => onChange({ ...draw, count: Math.max(1, Number(count) || 1) })}
        />
        <NumberInput
          label={words("drawPoints")}
          w={160}
          size="md"
          min={0}
          max={1000}
          hideControls
          placeholder={words("drawPointsHint")}
          value={draw.points || ""}
          onChange={(points) => onChange({ ...draw, points: Number(points) || 0 })}
        />
      </Group>
      <p className="quiet">{words("drawHint")}</p>
    </>
  );
}
