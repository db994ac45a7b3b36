import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { access, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { demandPart } from "./find.ts";
import { packageFile } from "./folder.ts";
import { freePorts } from "./port.ts";
import { type Part, startPart } from "./process.ts";

interface KafkaOptions {
  /** Its data, its configuration and its log. */
  folder: string;
  port?: number;
  /** Settings of the broker beside those of one node on the loopback. */
  settings?: Record<string, string>;
}

/** Starts a Kafka of one node that is broker and controller (KRaft), on the loopback. */
export async function startKafka(options: KafkaOptions): Promise<Part> {
  const command = demandPart("kafka");
  const [chosen, controller] = await freePorts(2);
  const port = options.port ?? chosen;
  const data = join(options.folder, "kafka");
  await mkdir(data, { recursive: true });
  const configuration = join(options.folder, "kafka.properties");
  const settings = { ...oneNode(port as number, controller as number, data), ...options.settings };
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  await writeFile(configuration, `${lines.join("\n")}\n`);
  if (!(await exists(join(data, "meta.properties")))) await format(command, configuration);
  return startPart({
    name: "kafka",
    url: `kafka://127.0.0.1:${port}`,
    folder: options.folder,
    command,
    args: [
      ...jvm,
      `-Dlog4j2.configurationFile=${packageFile("kafka/log4j2.properties")}`,
      "kafka.Kafka",
      configuration,
    ],
    // The socket is open before the broker takes part in its cluster; this line is said after.
    async answers(said) {
      if (!/Kafka Server started/.test(await said())) throw new Error("Kafka has not started");
    },
    startMs: 60_000,
  });
}

const jvm = ["-Xms256m", "-Xmx256m", "-XX:MaxGCPauseMillis=20", "-Djava.awt.headless=true"];

function oneNode(port: number, controller: number, data: string): Record<string, string> {
  return {
    "process.roles": "broker,controller",
    "node.id": "1",
    "controller.quorum.voters": `1@127.0.0.1:${controller}`,
    "controller.listener.names": "CONTROLLER",
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller}`,
    "advertised.listeners": `PLAINTEXT://127.0.0.1:${port}`,
    "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
    "inter.broker.listener.name": "PLAINTEXT",
    "log.dirs": data,
    "auto.create.topics.enable": "false",
    "offsets.topic.replication.factor": "1",
    "offsets.topic.num.partitions": "8",
    "transaction.state.log.replication.factor": "1",
    "transaction.state.log.min.isr": "1",
    "transaction.state.log.num.partitions": "8",
    "share.coordinator.state.topic.replication.factor": "1",
    "share.coordinator.state.topic.min.isr": "1",
    // So long a broker that was killed counts as there, and the one that takes its place has to wait; 9 s as it comes.
    "broker.session.timeout.ms": "3000",
    "broker.heartbeat.interval.ms": "500",
    // A group's first member waits that long for others, which on one machine are there at once.
    "group.initial.rebalance.delay.ms": "0",
  };
}

async function format(command: string, configuration: string): Promise<void> {
  const id = randomBytes(16).toString("base64url");
  const args = ["-Xmx128m", "kafka.tools.StorageTool", "format", `--cluster-id=${id}`, "--config", configuration];
  try {
    await promisify(execFile)(command, args);
  } catch (cause) {
    throw new Error(`Kafka's data directory could not be formatted with ${configuration}`, { cause });
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
