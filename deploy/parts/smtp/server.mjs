// A mail server that delivers to a folder: `node server.mjs PORT FOLDER`. A mail is a file of it once it was accepted.
import { open, rename } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";

const [port, folder] = process.argv.slice(2);
let count = 0;

/** Keeps a mail with whom it was from and for, as mail servers write it; what was accepted survives a crash. */
async function keep(stream, { envelope }) {
  const recipients = envelope.rcptTo.map(({ address }) => `Delivered-To: ${address}\r\n`).join("");
  const mail = `Return-Path: <${envelope.mailFrom ? envelope.mailFrom.address : ""}>\r\n${recipients}${await text(stream)}`;
  const name = `${String(Date.now()).padStart(15, "0")}-${process.pid}-${String(count++).padStart(6, "0")}`;
  const file = await open(join(folder, `${name}.partial`), "wx");
  try {
    await file.writeFile(mail);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(join(folder, `${name}.partial`), join(folder, `${name}.eml`));
}

const server = new SMTPServer({
  authOptional: true,
  allowInsecureAuth: true,
  disabledCommands: ["STARTTLS"],
  onAuth: (auth, _session, callback) => callback(null, { user: auth.username }),
  // Nobody lives under this top level (RFC 2606).
  onRcptTo({ address }, _session, callback) {
    if (!address.endsWith(".invalid")) return callback();
    callback(Object.assign(new Error("No such mailbox here"), { responseCode: 550 }));
  },
  onData(stream, session, callback) {
    keep(stream, session).then(() => callback(), callback);
  },
});
server.on("error", (error) => console.error(error.message));
server.listen(Number(port), "127.0.0.1");
process.on("SIGTERM", () => process.exit(0));
