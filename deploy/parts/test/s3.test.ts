import { AwsClient } from "aws4fetch";
import { expect, it } from "vitest";
import { startS3 } from "../src/s3.ts";
import { describePart } from "../src/testing.ts";
import { temporary } from "./temporary.ts";

describePart("The S3 server", "versitygw", async () => {
  const { folder, keep } = await temporary();

  it("keeps an object and what is said of it when it is killed, and comes back on its port", async () => {
    const s3 = keep(await startS3({ folder, buckets: ["platform"] }));
    const client = new AwsClient({ ...s3, service: "s3" });
    const object = `${s3.url}/platform/a/certificate.txt`;
    const put = await client.fetch(object, { method: "PUT", body: "kept", headers: { "content-type": "text/x-kept" } });
    expect(put.status).toBe(200);
    await s3.kill();
    await expect(fetch(object)).rejects.toThrow();
    await s3.restart();
    const got = await client.fetch(object);
    expect([await got.text(), got.headers.get("content-type")]).toEqual(["kept", "text/x-kept"]);
  });

  it("makes a bucket, gives an object by a signed address alone, and is gone once it is stopped", async () => {
    const s3 = keep(await startS3({ folder: `${folder}/second` }));
    const client = new AwsClient({ ...s3, service: "s3" });
    expect((await client.fetch(`${s3.url}/made`, { method: "PUT" })).status).toBe(200);
    const object = `${s3.url}/made/picture`;
    await client.fetch(object, { method: "PUT", body: "seen" });
    expect((await fetch(object)).status).toBe(403);
    const signed = await client.sign(`${object}?X-Amz-Expires=60`, { aws: { signQuery: true } });
    expect(await (await fetch(signed.url)).text()).toBe("seen");
    await s3.stop();
    expect(() => process.kill(s3.pid, 0)).toThrow("ESRCH");
  });
});
