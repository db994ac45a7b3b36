import type { IHeaders, KafkaMessage, Message } from "kafkajs";
import type { EventRecord } from "./log.ts";

const contentType = "application/protobuf";
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An event as CloudEvents 1.0 puts it into Kafka in binary mode: the payload is the value, the rest are headers. */
export function toMessage(record: EventRecord): Message {
  return {
    key: record.key,
    value: Buffer.from(record.payload),
    headers: {
      ce_specversion: "1.0",
      ce_id: record.id,
      ce_source: `/${record.topic}`,
      ce_type: record.type,
      ce_time: record.time.toISOString(),
      ce_subject: record.key,
      "content-type": contentType,
      ...(record.traceparent && { ce_traceparent: record.traceparent }),
    },
  };
}

/**
 * The event of a message; undefined for one that is none of ours: no CloudEvent, another kind of payload, or an id or
 * a time that no inbox could keep. Headers that it does not know mean nothing to it.
 */
export function fromMessage(topic: string, { key, value, headers = {} }: KafkaMessage): EventRecord | undefined {
  const [id, type, time] = ["ce_id", "ce_type", "ce_time"].map((name) => text(headers, name));
  const isOurs = text(headers, "ce_specversion") === "1.0" && text(headers, "content-type") === contentType;
  if (!isOurs || !id || !uuid.test(id) || !type || !time || Number.isNaN(Date.parse(time)) || !key) return undefined;
  return {
    id,
    type,
    topic,
    key: key.toString(),
    payload: value ?? Buffer.alloc(0),
    time: new Date(time),
    traceparent: text(headers, "ce_traceparent"),
  };
}

function text(headers: IHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0]?.toString() : value?.toString();
}
