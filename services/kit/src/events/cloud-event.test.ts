import { SecurityActed } from "@platform/grpc/platform/auth/v1/auth_events.ts";
import type { KafkaMessage, Message } from "kafkajs";
import { describe, expect, it } from "vitest";
import { uuid7 } from "../uuid.ts";
import { fromMessage, toMessage } from "./cloud-event.ts";
import type { EventRecord } from "./log.ts";

const happened = { accountId: "0198c0de-0000-7000-8000-000000000001", action: "signed-in", device: "", place: "Тверь" };
const event: EventRecord = {
  id: uuid7(),
  type: SecurityActed.$type,
  topic: "platform.auth.v1",
  key: happened.accountId,
  payload: SecurityActed.encode(SecurityActed.fromPartial(happened)).finish(),
  time: new Date("2026-11-24T12:00:00.123Z"),
  traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
};

/** A message as a broker gives it: all bytes. */
function arrived({ key, value, headers }: Message, further: Record<string, string> = {}): KafkaMessage {
  const all = Object.entries({ ...headers, ...further });
  return {
    key: key ? Buffer.from(key) : null,
    value: value ? Buffer.from(value) : null,
    headers: Object.fromEntries(all.map(([name, text]) => [name, Buffer.from(String(text))])),
    timestamp: "0",
    attributes: 0,
    offset: "0",
  };
}

describe("an event as a message of Kafka", () => {
  it("comes back as it was sent", () => {
    const back = fromMessage(event.topic, arrived(toMessage(event)));
    expect(back).toEqual({ ...event, payload: Buffer.from(event.payload) });
    const untraced = { ...event, traceparent: undefined };
    expect(fromMessage(event.topic, arrived(toMessage(untraced)))?.traceparent).toBeUndefined();
  });

  it("is understood by a consumer that is older than what was added to it", () => {
    // Field 100 of a later version of the message, and headers of a later version of the envelope.
    const later = Buffer.concat([event.payload, Buffer.from([0xa2, 0x06, 0x03]), Buffer.from("new")]);
    const headers = { ce_dataschema: "platform.auth.v2", ce_partitionkey: "x", "x-later": "y" };
    const back = fromMessage(event.topic, arrived(toMessage({ ...event, payload: later }), headers));
    expect(SecurityActed.decode(back?.payload ?? new Uint8Array())).toEqual(SecurityActed.fromPartial(happened));
    expect(back).toMatchObject({ id: event.id, key: event.key });
  });

  it("is understood by a consumer that is newer, and knows fields that were not there yet", () => {
    // Fields 1 and 2, as a release wrote them that knew no more.
    const parts = [
      [0x0a, happened.accountId],
      [0x12, happened.action],
    ] as const;
    const earlier = Buffer.concat(
      parts.map(([tag, text]) => Buffer.concat([Buffer.from([tag, text.length]), Buffer.from(text)])),
    );
    const back = fromMessage(event.topic, arrived(toMessage({ ...event, payload: earlier })));
    expect(SecurityActed.decode(back?.payload ?? new Uint8Array())).toEqual({ ...happened, place: "" });
  });

  it("is none of ours without what an inbox needs", () => {
    const message = toMessage(event);
    for (const header of ["ce_specversion", "ce_id", "ce_type", "ce_time", "content-type"]) {
      const { [header]: _left, ...headers } = message.headers ?? {};
      expect(fromMessage(event.topic, arrived({ ...message, headers })), header).toBeUndefined();
    }
    const strange = { ce_specversion: "2.0", ce_id: "42", ce_time: "yesterday", "content-type": "application/json" };
    for (const [header, text] of Object.entries(strange)) {
      expect(fromMessage(event.topic, arrived(message, { [header]: text })), header).toBeUndefined();
    }
    expect(fromMessage(event.topic, { ...arrived(message), key: null })).toBeUndefined();
  });
});
