import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError, type ConnectRouter } from "@connectrpc/connect";
import { UploadPurpose, UploadService } from "@platform/connect/platform/bff/v1/upload_service_pb.ts";
import { refuse } from "@platform/kit";
import { visitOf } from "../admission.ts";
import type { Uploads } from "../uploads.ts";

const mebibyte = 1 << 20;

const mostBytes: Record<UploadPurpose, number> = {
  [UploadPurpose.UNSPECIFIED]: 0,
  [UploadPurpose.AVATAR]: 8 * mebibyte,
  [UploadPurpose.COURSE_ARCHIVE]: 256 * mebibyte,
  [UploadPurpose.COURSE_ASSET]: 32 * mebibyte,
  [UploadPurpose.PAGE_ATTACHMENT]: 32 * mebibyte,
  [UploadPurpose.PAGE_ARCHIVE]: 256 * mebibyte,
  [UploadPurpose.NEWS_PICTURE]: 16 * mebibyte,
  [UploadPurpose.SUBMISSION_FILE]: 32 * mebibyte,
};

/** Places for files on their way in. */
export function uploadPlaces(router: ConnectRouter, uploads: Uploads): void {
  router.service(UploadService, {
    async createUpload({ purpose, size }, context) {
      const { caller } = visitOf(context);
      if (caller?.kind !== "person") throw new ConnectError("a person is needed", Code.Unauthenticated);
      const most = mostBytes[purpose];
      if (size > BigInt(most)) throw refuse.invalid({ size: `must be at most ${most} bytes` }, "FILE_TOO_LARGE");
      const { key, url, expires } = await uploads.open(caller.id, Number(size));
      return { uploadKey: key, url, expireTime: timestampFromDate(expires) };
    },
  });
}
