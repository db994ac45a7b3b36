import { afterAll, beforeAll, expect, it } from "vitest";
import { type Library, makePage, makeSpace, openLibrary, type Person, saying } from "./library.ts";
import { typist } from "./typist.ts";

let library: Library;
beforeAll(async () => {
  library = await openLibrary({ tasksEverySecond: true });
});
afterAll(() => library?.stop());

const day = 24 * 3600_000;

it("files that nothing names any more are kept for seven days, those that an old revision or a typed text names for good", async () => {
  let olga: Person = await library.person("Olga");
  const space = await makeSpace(olga);
  const page = await makePage(olga, space.id, "Files", "![](file:then.txt)");
  const other = await makePage(olga, space.id, "Others", "![](file:unnamed.txt)");
  for (const name of ["then.txt", "now.txt", "typed.txt", "unnamed.txt", "later.txt"]) {
    const uploadKey = await library.upload(olga, name);
    await olga.pages.addAttachment({ pageId: page.id, uploadKey, name });
  }
  const uploadKey = await library.upload(olga, "x");
  await olga.pages.addAttachment({ pageId: other.id, uploadKey, name: "unnamed.txt" });
  await olga.pages.updatePage(saying(page, "![](file:now.txt)"));
  const files = async (pageId = page.id) =>
    (await olga.pages.getPage({ pageId })).page?.attachments.map(({ name }) => name);
  const pass = async (ms: number) => {
    // The task runs before and after.
    await new Promise((resolve) => setTimeout(resolve, 2500));
    library.platform.advance(ms);
    olga = await library.again(olga);
    await new Promise((resolve) => setTimeout(resolve, 2500));
  };
  await pass(6 * day);
  expect(await files()).toEqual(["later.txt", "now.txt", "then.txt", "typed.txt", "unnamed.txt"]);
  // Named again, it begins anew.
  const { page: read } = await olga.pages.getPage({ pageId: page.id });
  await olga.pages.updatePage(saying(page, "![](file:later.txt)", { baseRevision: read?.revision }));
  const pen = typist(olga, page.id);
  await pen.join();
  await pen.type("![](file:typed.txt)");
  const stored = async () => {
    let count = 0;
    for await (const _ of library.platform.host.parts.blobs.list(`pages/${page.id}/`)) count++;
    return count;
  };
  expect(await stored()).toBe(5);
  await pass(2 * day);
  expect(await files()).toEqual(["later.txt", "now.txt", "then.txt", "typed.txt"]);
  expect(await files(other.id)).toEqual(["unnamed.txt"]);
  expect(await stored()).toBe(4);
  await pen.leave();
});
