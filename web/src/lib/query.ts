import { create, type DescMethodUnary } from "@bufbuild/protobuf";
import { createConnectQueryKey } from "@connectrpc/connect-query";
import {
  BrowserSessionService,
  GetBrowserSessionResponseSchema,
  type Person,
} from "@platform/connect/platform/bff/v1/session_service_pb.ts";
import { hashKey, MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { readFailure } from "./failure.ts";
import { transport } from "./transport.ts";

const worthRetrying = new Set(["UNREACHABLE", "PEER_UNAVAILABLE", "SERVER_STOPPING"]);

/** What the pages know of the server; a call that finds the session over asks again who is signed in. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: (error, { queryHash }) => noticeEnd(error, queryHash === viewerHash) }),
  mutationCache: new MutationCache({ onError: (error) => noticeEnd(error, false) }),
  defaultOptions: {
    queries: {
      staleTime: 20_000,
      retry: (tries, error) => tries < 2 && worthRetrying.has(readFailure(error).reason),
    },
  },
});

const viewerKey = createConnectQueryKey({
  schema: BrowserSessionService.method.getBrowserSession,
  input: {},
  transport,
  cardinality: "finite",
});

const viewerHash = hashKey(viewerKey);

// Whoever is refused even the question who they are is a stranger; to ask again would only be refused again.
function noticeEnd(error: unknown, askedWho: boolean): void {
  if (!readFailure(error).signedOut) return;
  if (askedWho) enter(undefined);
  else void queryClient.invalidateQueries({ queryKey: viewerKey });
}

/** Reads anew, wherever a page shows it, what these methods answered. */
export async function readAnew(...methods: DescMethodUnary[]): Promise<void> {
  await Promise.all(
    methods.map((schema) =>
      queryClient.invalidateQueries({ queryKey: createConnectQueryKey({ schema, cardinality: undefined }) }),
    ),
  );
}

/** Lets the pages know who came in, and forgets what a stranger was told before. */
export function enter(person: Person | undefined): void {
  queryClient.removeQueries({ type: "inactive" });
  queryClient.setQueryData(viewerKey, create(GetBrowserSessionResponseSchema, { person }));
}
