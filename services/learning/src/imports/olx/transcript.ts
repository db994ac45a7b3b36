const most = 200_000;

/** What is said in a video, as text without times: from SubRip, WebVTT, or Open edX's own JSON. */
export function plainTranscript(file: string): string {
  const text = fromJson(file) ?? fromSubtitles(file);
  return Buffer.byteLength(text) > most ? new TextDecoder().decode(Buffer.from(text).subarray(0, most - 3)) : text;
}

function fromJson(file: string): string | undefined {
  try {
    const { text } = JSON.parse(file) as { text?: unknown };
    return Array.isArray(text) ? text.map(String).map(plainLine).filter(Boolean).join("\n") : undefined;
  } catch {
    return undefined;
  }
}

function fromSubtitles(file: string): string {
  const lines = file.replace(/^\ufeff/, "").split(/\r\n|\r|\n/);
  const spoken = lines.filter((line, index) => {
    const time = /^\s*(\d+:)?\d{1,2}:\d{2}[.,]\d+\s*-->/;
    const number = /^\s*\d+\s*$/.test(line) && time.test(lines[index + 1] ?? "");
    return !number && !time.test(line) && !/^(WEBVTT|NOTE|STYLE)\b/.test(line);
  });
  return spoken.map(plainLine).filter(Boolean).join("\n");
}

function plainLine(line: string): string {
  return line
    .replace(/<[^<>]*>|\{\\[^{}]*\}/g, "")
    .replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (_, name: string) => entities[name] as string)
    .trim();
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: " ", "#39": "'" };
