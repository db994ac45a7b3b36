import { ProposalState } from "@platform/connect/platform/knowledge/v1/proposal_pb.ts";
import { Chip } from "../../../components/chip.tsx";
import { useWords } from "../../../lib/words.ts";
import { historyWords } from "../history/words.ts";

const looks = {
  [ProposalState.UNSPECIFIED]: ["plain", "open"],
  [ProposalState.OPEN]: ["warn", "open"],
  [ProposalState.APPROVED]: ["good", "approvedState"],
  [ProposalState.REJECTED]: ["bad", "rejected"],
  [ProposalState.WITHDRAWN]: ["plain", "withdrawn"],
} as const;

/** What became of a proposal. */
export function ProposalChip({ state }: { state: ProposalState }) {
  const words = useWords(historyWords);
  const [tone, word] = looks[state];
  return <Chip tone={tone}>{words(word)}</Chip>;
}
