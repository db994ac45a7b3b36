/** What an event's payload may weigh; more than that would wait in the outbox for ever, and all behind it. */
export const mostEventBytes = 4 << 20;

/** What a Kafka topic has to take (`max.message.bytes`): a payload, its key and its headers; 1 MB as it comes. */
export const mostMessageBytes = mostEventBytes + (64 << 10);

/** An event on its way: a CloudEvent whose payload is the event's message. */
export interface EventRecord {
  /** UUIDv7; the dedup key. */
  id: string;
  /** The full name of the message. */
  type: string;
  /** The package that declares it. */
  topic: string;
  /** The aggregate; events with one key are taken in as they were sent. */
  key: string;
  payload: Uint8Array;
  /** When it was emitted. */
  time: Date;
  /** The trace that it belongs to (W3C), where there is one. */
  traceparent: string | undefined;
}

/** The durable log between services. At least once: a consumer may see an event again. */
export interface EventLog {
  /** Appends; resolves once the events would survive a crash. Order within a topic is that of the calls. */
  publish(records: EventRecord[]): Promise<void>;
  /**
   * Hands a group's topics to `handle`, batch by batch, in order; the batch is behind the group once it resolves,
   * and comes again when it rejects. One member of a group runs at a time for a key.
   */
  subscribe(group: string, topics: string[], handle: (batch: EventRecord[]) => Promise<void>): Subscription;
  /** Events that a group has not taken in yet, by topic. */
  lag(group: string, topics: string[]): Promise<Map<string, number>>;
  close(): Promise<void>;
}

export interface Subscription {
  /** Resolves once the batch at hand is done and its place is kept. */
  stop(): Promise<void>;
}
