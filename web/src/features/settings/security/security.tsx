import { Page } from "../../../components/page.tsx";
import { useWords } from "../../../lib/words.ts";
import { ApiKeys } from "./api-keys.tsx";
import { OwnLog } from "./own-log.tsx";
import { Passkeys } from "./passkeys.tsx";
import { Password } from "./password.tsx";
import { Sessions } from "./sessions.tsx";
import { TwoFactor } from "./two-factor.tsx";
import { securityWords } from "./words.ts";

/** Everything that keeps an account its owner's. */
export default function Security() {
  const words = useWords(securityWords);
  return (
    <Page title={words("security")} about={words("about")} trail={[{ label: words("settings"), to: "/settings" }]}>
      <Password />
      <TwoFactor />
      <Passkeys />
      <Sessions />
      <ApiKeys />
      <OwnLog />
    </Page>
  );
}
