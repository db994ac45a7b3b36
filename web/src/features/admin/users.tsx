import { timestampDate } from "@bufbuild/protobuf/wkt";
import { useInfiniteQuery } from "@connectrpc/connect-query";
import { Button, Center, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { AccountService } from "@platform/connect/platform/auth/v1/account_service_pb.ts";
import { type Account, Role } from "@platform/connect/platform/auth/v1/auth_pb.ts";
import { IconSearch, IconUserSearch } from "@tabler/icons-react";
import { keepPreviousData } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { Chip } from "../../components/chip.tsx";
import { Page } from "../../components/page.tsx";
import { Empty, Failed, LoadingRows } from "../../components/states.tsx";
import { useViewer } from "../../lib/viewer.ts";
import { useLanguage, useWords } from "../../lib/words.ts";
import styles from "./admin.module.css";
import { EditRoles } from "./edit-roles.tsx";
import { roles } from "./roles.ts";
import { adminWords } from "./words.ts";

/** Accounts and their roles. */
export default function Users() {
  const words = useWords(adminWords);
  const [typed, setTyped] = useState("");
  const [query] = useDebouncedValue(typed.trim(), 250);
  const [editing, setEditing] = useState<Account>();
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    AccountService.method.listAccounts,
    { query, pageSize: 50, pageToken: "" },
    {
      pageParamKey: "pageToken",
      getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
      placeholderData: keepPreviousData,
    },
  );
  const accounts = data?.pages.flatMap((page) => page.accounts) ?? [];
  return (
    <Page wide title={words("users")} about={words("usersAbout")} trail={[{ label: words("admin"), to: "/admin" }]}>
      <search>
        <TextInput
          type="search"
          aria-label={words("search")}
          placeholder={words("searchHint")}
          leftSection={<IconSearch size={18} stroke={1.7} aria-hidden />}
          maxLength={254}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </search>
      {isPending && <LoadingRows />}
      {error && !data && <Failed error={error} onRetry={refetch} />}
      {data && accounts.length === 0 && (
        <Empty
          icon={<IconUserSearch size={28} stroke={1.5} aria-hidden />}
          title={words("noAccounts")}
          text={words("noAccountsText")}
        />
      )}
      {accounts.length > 0 && (
        <ul className={`card rows ${styles.list}`}>
          {accounts.map((account) => (
            <AccountRow key={account.id} account={account} onEdit={() => setEditing(account)} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Center>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {words("more")}
          </Button>
        </Center>
      )}
      {editing && <EditRoles account={editing} onClose={() => setEditing(undefined)} />}
    </Page>
  );
}

function AccountRow({ account, onEdit }: { account: Account; onEdit: () => void }) {
  const words = useWords(adminWords);
  const { day } = useLanguage();
  const { isAdmin } = useViewer();
  const { id, email, emailConfirmed, twoFactor, createTime } = account;
  const special = roles.filter(([role]) => role !== Role.USER && account.roles.includes(role));
  return (
    <li className={styles.account}>
      <div className={styles.who}>
        <Link to={`/people/${id}`} className={styles.name}>
          {email}
        </Link>
        <span className="quiet">
          {[
            createTime && `${words("made")} ${day(timestampDate(createTime))}`,
            twoFactor && words("twoFactor"),
            !emailConfirmed && words("unconfirmed"),
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </div>
      <div className={styles.roles}>
        {special.map(([role, word]) => (
          <Chip key={role} tone={role === Role.ADMIN || role === Role.STAFF ? "accent" : "plain"}>
            {words(word)}
          </Chip>
        ))}
      </div>
      <div className={styles.acts}>
        <Button component={Link} to={`/admin/audit?account=${id}`} variant="default" size="sm">
          {words("theirLog")}
          <span className="hidden">: {email}</span>
        </Button>
        {isAdmin && (
          <Button variant="default" size="sm" onClick={onEdit}>
            {words("edit")}
            <span className="hidden">: {email}</span>
          </Button>
        )}
      </div>
    </li>
  );
}
