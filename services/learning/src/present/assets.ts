import type { Blobs } from "@platform/kit";
import { authorPath } from "../asset-paths.ts";
import type { Asset } from "../assets.ts";

export function presentAsset(asset: Asset, blobs: Blobs) {
  const { name, contentType, size } = asset;
  return { name, contentType, size, url: authorPath(blobs, asset) };
}
