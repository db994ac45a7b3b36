import { timestampDate } from "@bufbuild/protobuf/wkt";
import { type ConnectRouter, createClient } from "@connectrpc/connect";
import { type DeadLetter, OperationsService } from "@platform/connect/platform/operations/v1/operations_service_pb.ts";
import { methods, page, refuse } from "@platform/kit";
import { visitOf } from "../admission.ts";
import type { Behind, Services } from "../services.ts";

/** Whose contracts are answered by services of their own; `operations` is answered by each of them. */
const operated = [...new Set([...methods.values()].map(({ service }) => service))].filter(
  (service) => service !== "bff" && service !== "operations",
);

/** The operations of all services at once: each process answers for those that run in it. */
export function operations(router: ConnectRouter, services: Services): void {
  function at(service: string, behind: Behind) {
    if (!operated.includes(service)) throw refuse.notFound("SERVICE_NOT_FOUND", `There is no service ${service}.`);
    return createClient(OperationsService, services.transport(behind, service));
  }

  router.service(OperationsService, {
    async listDeadLetters(request, context) {
      const { behind } = visitOf(context);
      const size = page.size(request.pageSize);
      const asked = request.service ? [request.service] : services.processes(operated);
      const answers = await Promise.all(asked.map((service) => at(service, behind).listDeadLetters(request)));
      const newest = answers.flatMap(({ deadLetters }) => deadLetters).sort((a, b) => created(b) - created(a));
      const deadLetters = newest.slice(0, size);
      const last = deadLetters.at(-1);
      const more = newest.length > size || answers.some(({ nextPageToken }) => nextPageToken !== "");
      const nextPageToken =
        more && last ? page.encode({ createTime: new Date(created(last)), eventId: last.eventId }) : "";
      return { deadLetters, nextPageToken };
    },
    replayDeadLetter: (request, context) => at(request.service, visitOf(context).behind).replayDeadLetter(request),
    deleteDeadLetter: (request, context) => at(request.service, visitOf(context).behind).deleteDeadLetter(request),
  });
}

function created({ createTime }: DeadLetter): number {
  return createTime ? timestampDate(createTime).getTime() : 0;
}
