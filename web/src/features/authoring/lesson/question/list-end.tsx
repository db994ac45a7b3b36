import { Button, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";

/** What stands below a list of answers: what is wrong with it, and the way to add one. */
export function ListEnd({
  wrong,
  add,
  full = false,
  onAdd,
}: {
  wrong: string | undefined;
  /** The words of the button. */
  add: string;
  full?: boolean;
  onAdd: () => void;
}) {
  return (
    <>
      {wrong && (
        <Text size="sm" c="var(--bad)" role="alert">
          {wrong}
        </Text>
      )}
      <div>
        <Button
          variant="subtle"
          size="sm"
          leftSection={<IconPlus size={16} aria-hidden />}
          disabled={full}
          onClick={onAdd}
        >
          {add}
        </Button>
      </div>
    </>
  );
}
