import { createClient } from "@connectrpc/connect";
import { UploadPurpose } from "@platform/connect/platform/bff/v1/upload_service_pb.ts";
import { type Asset, AuthoringService } from "@platform/connect/platform/learning/v1/authoring_service_pb.ts";
import { transport } from "../../lib/transport.ts";
import { upload } from "../../lib/upload.ts";

const client = createClient(AuthoringService, transport);

/** The most that a file of a course may weigh, in bytes. */
export const largestAsset = 32 << 20;

/** Sends a file and adds it to a course; one of the same name is replaced. */
export async function addAsset(courseId: string, file: File, onProgress?: (sent: number) => void): Promise<Asset> {
  const uploadKey = await upload(file, UploadPurpose.COURSE_ASSET, { ...(onProgress && { onProgress }) });
  const name = file.name.replace(/[/\\\p{Cc}]/gu, "_").slice(-255) || "file";
  const { asset } = await client.addAsset({ courseId, uploadKey, name });
  if (!asset) throw new Error("The answer names no file.");
  return asset;
}

/** How Markdown and blocks name a file of the course. */
export function assetAddress(name: string): string {
  return `asset:${encodeURIComponent(name).replace(/[()']/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`;
}

/** Where a file that is named as `asset:` can be read now. */
export function resolveAsset(assets: Asset[], address: string): string {
  if (!address.startsWith("asset:")) return address;
  return assets.find(({ name }) => name === assetNameIn(address))?.url ?? address;
}

/** The name in `asset:<name>`; empty for another address. */
export function assetNameIn(address: string): string {
  if (!address.startsWith("asset:")) return "";
  try {
    return decodeURIComponent(address.slice(6));
  } catch {
    return address.slice(6);
  }
}
