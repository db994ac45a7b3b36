import { JobState } from "@platform/connect/platform/knowledge/v1/transfer_service_pb.ts";
import { Chip } from "../../../components/chip.tsx";
import { useWords } from "../../../lib/words.ts";
import { transferWords } from "./words.ts";

const looks = {
  [JobState.UNSPECIFIED]: ["plain", "queued"],
  [JobState.QUEUED]: ["plain", "queued"],
  [JobState.RUNNING]: ["accent", "running"],
  [JobState.DONE]: ["good", "done"],
  [JobState.FAILED]: ["bad", "failed"],
  [JobState.CANCELLED]: ["plain", "cancelled"],
} as const;

/** Where a job is. */
export function JobChip({ state }: { state: JobState }) {
  const words = useWords(transferWords);
  const [tone, word] = looks[state];
  return <Chip tone={tone}>{words(word)}</Chip>;
}
