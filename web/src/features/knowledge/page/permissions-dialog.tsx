import { useQuery } from "@connectrpc/connect-query";
import { Button, CloseButton, Group, NativeSelect, Stack, Switch, Text } from "@mantine/core";
import { SharingService } from "@platform/connect/platform/knowledge/v1/sharing_service_pb.ts";
import { SpaceRole } from "@platform/connect/platform/knowledge/v1/space_pb.ts";
import { useEffect, useState } from "react";
import { Dialog } from "../../../components/dialog.tsx";
import { LoadingRows } from "../../../components/states.tsx";
import { toast } from "../../../lib/toasts.ts";
import { useWords } from "../../../lib/words.ts";
import { sharingClient, useAct } from "../acts.ts";
import { PersonField } from "../person-field.tsx";
import { knowledgeWords } from "../words.ts";
import styles from "./page.module.css";
import { dialogWords } from "./words.ts";

interface Entry {
  accountId: string;
  name: string;
  role: SpaceRole;
}

const roles = [
  [SpaceRole.READER, "reader"],
  [SpaceRole.WRITER, "writer"],
  [SpaceRole.EDITOR, "editor"],
  [SpaceRole.OWNER, "ownerRole"],
] as const;

/** Who may do what on a page and all below it, in place of what the space says. */
export function PermissionsDialog({ pageId, onClose }: { pageId: string; onClose: () => void }) {
  const words = useWords(dialogWords);
  const common = useWords(knowledgeWords);
  const act = useAct();
  const { data } = useQuery(SharingService.method.getPermissions, { pageId }, { staleTime: 0, gcTime: 0 });
  const [restricted, setRestricted] = useState(false);
  const [entries, setEntries] = useState<Entry[]>([]);
  useEffect(() => {
    if (!data) return;
    setRestricted(data.restricted);
    setEntries(data.restricted ? data.entries.map(({ accountId, name, role }) => ({ accountId, name, role })) : []);
  }, [data]);

  async function save() {
    const wanted = entries.map(({ accountId, role }) => ({ accountId, role }));
    if (!(await act(() => sharingClient.setPermissions({ pageId, restricted, entries: restricted ? wanted : [] }))))
      return;
    toast({ text: words("saved") });
    onClose();
  }

  return (
    <Dialog title={common("permissions")} onClose={onClose} size={560}>
      {data ? (
        <Stack>
          <Text className="quiet">{words("permissionsText")}</Text>
          {data.inheritedFrom && <Text>{words("inherited", { title: data.inheritedFrom.title })}</Text>}
          <Switch
            label={words("ownPermissions")}
            checked={restricted}
            onChange={(event) => setRestricted(event.currentTarget.checked)}
          />
          {restricted && (
            <>
              {entries.map(({ accountId, name, role }) => (
                <div key={accountId} className={styles.entry}>
                  <span>{name || common("somebody")}</span>
                  <NativeSelect
                    aria-label={words("roleOf", { name })}
                    value={role}
                    onChange={(event) => {
                      const next = Number(event.currentTarget.value);
                      setEntries((now) =>
                        now.map((one) => (one.accountId === accountId ? { ...one, role: next } : one)),
                      );
                    }}
                    data={roles.map(([value, word]) => ({ value: String(value), label: words(word) }))}
                  />
                  <CloseButton
                    aria-label={`${common("remove")}: ${name}`}
                    onClick={() => setEntries((now) => now.filter((one) => one.accountId !== accountId))}
                  />
                </div>
              ))}
              <PersonField
                key={entries.length}
                label={words("person")}
                accountId=""
                name=""
                onChange={(accountId, name) => {
                  if (!accountId || entries.some((one) => one.accountId === accountId)) return;
                  setEntries((now) => [...now, { accountId, name, role: SpaceRole.READER }]);
                }}
              />
            </>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common("cancel")}
            </Button>
            <Button onClick={() => void save()}>{common("save")}</Button>
          </Group>
        </Stack>
      ) : (
        <LoadingRows rows={2} />
      )}
    </Dialog>
  );
}
