import type { Blobs } from "@platform/kit";

/** Where the platform is, and where its files are. */
export interface Site {
  publicUrl: string;
  blobs: Blobs;
}
