import { createClient } from "@connectrpc/connect";
import { UploadPurpose } from "@platform/connect/platform/bff/v1/upload_service_pb.ts";
import { ArticleService } from "@platform/connect/platform/news/v1/article_service_pb.ts";
import { EditorialService } from "@platform/connect/platform/news/v1/editorial_service_pb.ts";
import { readAnew } from "../../../lib/query.ts";
import { transport } from "../../../lib/transport.ts";
import { upload } from "../../../lib/upload.ts";

export const editorial = createClient(EditorialService, transport);

/** The most that a picture may weigh, in bytes. */
export const largestPicture = 16 << 20;

export const sendPicture = (file: File) => upload(file, UploadPurpose.NEWS_PICTURE);

/** Reads the news anew, wherever a page shows them. */
export function readNewsAnew(): Promise<void> {
  return readAnew(
    ArticleService.method.getArticle,
    ArticleService.method.listArticles,
    ArticleService.method.searchArticles,
    ArticleService.method.listTags,
    ArticleService.method.getAuthor,
    EditorialService.method.listEditorialArticles,
  );
}
