import type { Challenge } from "@platform/connect/platform/auth/v1/auth_pb.ts";
import type { Person } from "@platform/connect/platform/bff/v1/session_service_pb.ts";
import { lazy, Suspense, useState } from "react";
import { Navigate, useSearchParams } from "react-router";
import { enter } from "../../../lib/query.ts";
import { pathAfterLogIn } from "../../../lib/routes.ts";
import { useViewer } from "../../../lib/viewer.ts";
import { PasswordStep } from "./password-step.tsx";

const SecondStep = lazy(() => import("./second-step.tsx"));

/** Log-in: a password and, where the account has one, a second factor; or a passkey, which is both. */
export default function LogIn() {
  const { person } = useViewer();
  const [params] = useSearchParams();
  const [challenge, setChallenge] = useState<Challenge>();
  const [closed, setClosed] = useState<unknown>();

  if (person) return <Navigate to={pathAfterLogIn(params.get("next"))} replace />;

  const onPerson = (who: Person | undefined) => enter(who);
  if (!challenge) return <PasswordStep onPerson={onPerson} onChallenge={setChallenge} closed={closed} />;
  return (
    <Suspense fallback={null}>
      <SecondStep
        challenge={challenge}
        onPerson={onPerson}
        onBack={(error) => {
          setClosed(error);
          setChallenge(undefined);
        }}
      />
    </Suspense>
  );
}
