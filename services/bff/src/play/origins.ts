import type { IncomingMessage } from "node:http";
import type { Config } from "@platform/kit";

/** Who is who: the origin that plays packages, and those of the app that may show it. */
export interface Origins {
  /** Undefined where the operator named none. */
  play: string | undefined;
  app: string[];
  /** Whether a request came to the origin of packages. */
  isPlay(request: IncomingMessage): boolean;
  /** Whether a page of that origin sent a request, whatever it came to. */
  isFromPlay(request: IncomingMessage): boolean;
}

/** Tells the origins apart. */
export function readOrigins({ publicUrl, playUrl }: Pick<Config, "publicUrl" | "playUrl">): Origins {
  const host = playUrl === undefined ? undefined : new URL(playUrl).host;
  return {
    play: playUrl,
    app: [new URL(publicUrl).origin, ...onThisMachine(publicUrl)].filter((origin) => origin !== playUrl),
    isPlay: ({ headers }) => host !== undefined && headers.host?.toLowerCase() === host,
    isFromPlay: ({ headers }) => playUrl !== undefined && headers.origin === playUrl,
  };
}

/** Whoever sits at the machine may write its address as a number. */
function onThisMachine(publicUrl: string): string[] {
  const url = new URL(publicUrl);
  if (url.hostname !== "localhost") return [];
  url.hostname = "127.0.0.1";
  return [url.origin];
}
