/** One open Socket Mode connection, or the ghost of one that somebody else holds. */
import { randomBytes } from "node:crypto";

const PING_EVERY_MS = 10_000;

let nextId = 1;

export class Connection {
  #ws;
  #clock;
  #stopPings;

  constructor({ ws, app, clock, onHeard, onFrame, onGone }) {
    this.id = nextId++;
    this.app = app;
    this.host = `applink-${randomBytes(3).toString("hex")}`;
    this.silent = false;
    this.sent = 0;
    this.received = 0;
    this.acknowledged = 0;
    this.#ws = ws;
    this.#clock = clock;
    const heard = (act) => {
      this.received += 1;
      if (!this.silent) act();
      onHeard();
    };
    ws.on("message", (data) => heard(() => onFrame(this, data.toString())));
    ws.on("ping", (data) => heard(() => ws.pong(data)));
    ws.on("error", () => ws.terminate());
    ws.on("close", () => {
      this.#stopPings?.();
      onGone(this);
    });
    this.#pingLater();
  }

  hello(count) {
    this.send({
      type: "hello",
      num_connections: count,
      debug_info: { host: this.host, build_number: 10, approximate_connection_time: 18060 },
      connection_info: { app_id: this.app.app_id },
    });
  }

  send(frame) {
    this.raw(JSON.stringify(frame));
  }

  raw(text) {
    if (!this.silent) this.#ws.send(text);
  }

  disconnect(reason) {
    this.send({ type: "disconnect", reason, debug_info: { host: this.host } });
  }

  close(code = 1000) {
    this.#ws.close(code);
  }

  terminate() {
    this.#ws.terminate();
  }

  report() {
    const { id, host, silent, sent, received, acknowledged } = this;
    return { id, app: this.app.key, host, silent, sent, received, acknowledged };
  }

  #pingLater() {
    this.#stopPings = this.#clock.after(PING_EVERY_MS, () => {
      if (!this.silent) this.#ws.ping(`Ping from ${this.host}`);
      this.#pingLater();
    });
  }
}
