/** A lesson as a drawing without words, 800 by 500: what the places of a question are on. */
export const lessonDrawing = [
  '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="500" viewBox="0 0 800 500">',
  box(0, 0, 800, 500, "#f4f5fa"),
  box(0, 0, 800, 72, "#ffffff"),
  box(24, 20, 32, 32, "#4f46e5", 8),
  // How far one is.
  box(520, 30, 240, 12, "#dcdff0", 6),
  box(520, 30, 150, 12, "#4f46e5", 6),
  // The lessons of the course, two of them done.
  box(24, 96, 192, 380, "#ffffff", 12),
  ...[0, 1, 2, 3, 4].map((at) => lessonRow(132 + at * 64, at < 2, at === 2)),
  // What is to be read.
  box(256, 104, 300, 24, "#2f3350", 6),
  ...[460, 504, 410].map((width, at) => box(256, 152 + at * 24, width, 10, "#c3c8dc", 5)),
  // What is asked.
  box(256, 240, 504, 156, "#ffffff", 12),
  box(280, 262, 280, 12, "#5b6080", 6),
  ...[0, 1, 2].map((at) => circle(290, 302 + at * 32, 8, at === 1) + box(310, 297 + at * 32, 180, 10, "#c3c8dc", 5)),
  // What leads on.
  box(640, 420, 120, 44, "#4f46e5", 10),
  '<path d="M688 442h24m-8-8 8 8-8 8" fill="none" stroke="#ffffff" stroke-width="3"/>',
  "</svg>",
].join("\n");

function box(x: number, y: number, width: number, height: number, fill: string, radius = 0): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}"/>`;
}

function circle(x: number, y: number, radius: number, full: boolean): string {
  return `<circle cx="${x}" cy="${y}" r="${radius}" fill="${full ? "#4f46e5" : "none"}" stroke="#8a90b0" stroke-width="2"/>`;
}

function lessonRow(y: number, done: boolean, here: boolean): string {
  const tick = `<path d="M43 ${y}l5 5 9-10" fill="none" stroke="#178a50" stroke-width="3"/>`;
  const back = here ? box(34, y - 22, 172, 44, "#e7e8fb", 8) : "";
  return back + (done ? tick : circle(50, y, 7, here)) + box(72, y - 5, 116, 10, here ? "#4f46e5" : "#c3c8dc", 5);
}
