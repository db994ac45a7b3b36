import { ImportState } from "@platform/connect/platform/learning/v1/import_service_pb.ts";
import { Chip } from "../../../components/chip.tsx";
import { useWords } from "../../../lib/words.ts";
import { importWords } from "./words.ts";

/** Where an import is. */
export function ImportChip({ state }: { state: ImportState }) {
  const words = useWords(importWords);
  switch (state) {
    case ImportState.DONE:
      return <Chip tone="good">{words("done")}</Chip>;
    case ImportState.FAILED:
      return <Chip tone="bad">{words("failed")}</Chip>;
    case ImportState.CANCELLED:
      return <Chip>{words("cancelled")}</Chip>;
    case ImportState.RUNNING:
      return <Chip tone="accent">{words("running")}</Chip>;
    default:
      return <Chip>{words("queued")}</Chip>;
  }
}
