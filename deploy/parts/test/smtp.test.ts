import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { startSmtp } from "../src/smtp.ts";
import { temporary } from "./temporary.ts";

/** Speaks SMTP line by line, each after the answer to the one before; answers with what the server said. */
async function speak(port: number, lines: string[]): Promise<string[]> {
  const socket = connect(port, "127.0.0.1");
  const answers: string[] = [];
  for (const line of ["", ...lines]) {
    if (line) socket.write(`${line}\r\n`);
    const [answer] = (await once(socket, "data")) as [Buffer];
    answers.push(answer.toString().slice(0, 3));
  }
  socket.destroy();
  return answers;
}

describe("The mail server", async () => {
  const { folder, keep } = await temporary();

  it("keeps a mail that it accepted when it is killed, with whom it was for, and comes back on its port", async () => {
    const smtp = keep(await startSmtp({ folder }));
    const port = Number(new URL(smtp.url).port);
    const mail = "From: platform@example.org\r\nTo: friends\r\nSubject: =?utf-8?B?0JrQvtC0?=\r\n\r\n424242\r\n.";
    const answers = await speak(port, [
      "HELO test",
      "MAIL FROM:<platform@example.org>",
      "RCPT TO:<ann@example.org>",
      "RCPT TO:<bob@example.org>",
      "DATA",
      mail,
    ]);
    expect(answers).toEqual(["220", "250", "250", "250", "250", "354", "250"]);
    await smtp.kill();
    await expect(speak(port, ["NOOP"])).rejects.toThrow("ECONNREFUSED");
    await smtp.restart();
    expect(await speak(port, ["NOOP"])).toEqual(["220", "250"]);
    const [kept, ...others] = await smtp.mails();
    expect(others).toEqual([]);
    expect(kept).toMatchObject({ to: ["ann@example.org", "bob@example.org"], subject: "Код", text: "424242\n" });
    await smtp.stop();
    expect(() => process.kill(smtp.pid, 0)).toThrow("ESRCH");
  });
});
