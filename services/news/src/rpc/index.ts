import { ArticleServiceDefinition } from "@platform/grpc/platform/news/v1/article_service.ts";
import { CommentServiceDefinition } from "@platform/grpc/platform/news/v1/comment_service.ts";
import { EditorialServiceDefinition } from "@platform/grpc/platform/news/v1/editorial_service.ts";
import { FeedServiceDefinition } from "@platform/grpc/platform/news/v1/feed_service.ts";
import { ImportServiceDefinition } from "@platform/grpc/platform/news/v1/import_service.ts";
import { implement } from "@platform/kit";
import { articles } from "./articles.ts";
import { comments } from "./comments.ts";
import { editorial } from "./editorial.ts";
import { feeds } from "./feeds.ts";
import { imports } from "./imports.ts";

/** All that news answers. */
export const rpc = [
  implement(ArticleServiceDefinition, articles),
  implement(EditorialServiceDefinition, editorial),
  implement(CommentServiceDefinition, comments),
  implement(FeedServiceDefinition, feeds),
  implement(ImportServiceDefinition, imports),
];
