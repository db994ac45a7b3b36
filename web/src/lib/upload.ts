import { createClient } from "@connectrpc/connect";
import { type UploadPurpose, UploadService } from "@platform/connect/platform/bff/v1/upload_service_pb.ts";
import { transport } from "./transport.ts";

/** Sends a file, telling how much of it has gone, 0 to 1; answers with the key by which services take it. */
export async function upload(
  file: File,
  purpose: UploadPurpose,
  { onProgress, signal }: { onProgress?: (sent: number) => void; signal?: AbortSignal } = {},
): Promise<string> {
  const place = await createClient(UploadService, transport).createUpload(
    { purpose, fileName: file.name.slice(-255), size: BigInt(file.size) },
    { ...(signal && { signal }) },
  );
  await put(place.url, file, onProgress, signal);
  return place.uploadKey;
}

// fetch does not tell how much was sent; XMLHttpRequest does.
function put(
  url: string,
  file: File,
  onProgress: ((sent: number) => void) | undefined,
  signal: AbortSignal | undefined,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", url);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total ? loaded / total : 0);
    request.onload = () =>
      request.status < 300 ? resolve() : reject(new Error(`The upload was answered with ${request.status}.`));
    request.onerror = () => reject(new Error("The upload broke off."));
    request.onabort = () => reject(signal?.reason ?? new Error("The upload was stopped."));
    signal?.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}
