/** Socket Mode: tickets, the open connections of each app, and who gets which event. */
import { randomUUID } from "node:crypto";
import { WebSocketServer } from "ws";
import { Connection } from "./connection.mjs";
import { must } from "./refusal.mjs";

const MOST_CONNECTIONS = 10;
const WARNING_MS = 10_000;
const ACKNOWLEDGE_WITHIN_MS = 3_000;
const MOST_RETRIES = 3;

export class Sockets {
  #slack;
  #tickets = new Map();
  #open = [];
  #ghosts = new Map();
  #turn = new Map();
  #envelopes = new Map();
  #heldBack = new Map();
  #acceptor = new WebSocketServer({ noServer: true, autoPong: false });
  records = [];
  limit = MOST_CONNECTIONS;

  constructor(slack) {
    this.#slack = slack;
  }

  /** A URL that is good for one connection. */
  invite(app, base) {
    must(app.socket_mode, "socket_mode_disabled");
    const ticket = randomUUID();
    this.#tickets.set(ticket, app);
    return `${base.replace(/^http/, "ws")}/link/?ticket=${ticket}&app_id=${app.app_id}`;
  }

  /** Takes an HTTP upgrade; a ticket that is unknown or used is turned away. */
  upgrade(request, socket, head) {
    const ticket = new URL(request.url, "http://host").searchParams.get("ticket");
    const app = this.#tickets.get(ticket);
    this.#tickets.delete(ticket);
    if (!app) {
      socket.end("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
      return;
    }
    this.#acceptor.handleUpgrade(request, socket, head, (ws) => this.#welcome(app, ws));
  }

  #welcome(app, ws) {
    const connection = new Connection({
      ws,
      app,
      clock: this.#slack.clock,
      onHeard: () => this.#slack.watch.changed(),
      onFrame: (from, text) => this.#heard(from, text),
      onGone: (gone) => this.#forget(gone),
    });
    if (this.count(app) >= this.limit) {
      connection.disconnect("too_many_websockets");
      connection.close();
      return;
    }
    this.#open.push(connection);
    connection.hello(this.count(app));
    this.#slack.watch.changed();
  }

  /** How many connections the app has, those of others included. */
  count(app) {
    return this.of(app).length + (this.#ghosts.get(app.key)?.count ?? 0);
  }

  /** The open connections of an app, or of all. */
  of(app) {
    return this.#open.filter((connection) => !app || connection.app === app);
  }

  /** Lets somebody else hold `count` connections of the app and take their share. */
  haunt(app, count, acks = true) {
    this.#ghosts.set(app.key, { count, acks });
  }

  /** Says goodbye the way Slack does for that reason. */
  disconnect(connection, reason, closeAfterMs) {
    connection.disconnect(reason);
    if (reason === "link_disabled") connection.app.socket_mode = false;
    if (reason === "warning") {
      this.#slack.clock.after(closeAfterMs ?? WARNING_MS, () => {
        connection.disconnect("refresh_requested");
        this.close(connection);
      });
    } else if (closeAfterMs) this.#slack.clock.after(closeAfterMs, () => this.close(connection));
    else this.close(connection);
  }

  /** Closes a connection; from now on it gets no events. */
  close(connection, code) {
    this.#forget(connection);
    connection.close(code);
  }

  #forget(connection) {
    this.#open = this.#open.filter((other) => other !== connection);
    this.#slack.watch.changed();
  }

  /** Hands an event to one connection of the app, unless the fault script says otherwise. */
  deliver(app, payload, channel) {
    const type = payload.event.type;
    const record = { event_id: payload.event_id, type, app: app.key, attempts: [], acked_at: null, lost: false, payload };
    this.records.push(record);
    const fault = this.#slack.faults.forEvent(type, app, channel);
    if (fault) this.#spoil(record, app, fault);
    else {
      this.#hand(record, app);
      this.#bringHeldBack(app);
    }
    this.#slack.watch.changed();
  }

  #spoil(record, app, fault) {
    record.fault = fault.do;
    const hand = () => this.#hand(record, app);
    const next = this.#nextOf(app);
    switch (fault.do) {
      case "drop": record.lost = true; break;
      case "duplicate":
        for (let copy = 0; copy <= (fault.copies ?? 1); copy += 1) hand();
        break;
      case "reorder":
        this.#heldBack.set(app.key, [...(this.#heldBack.get(app.key) ?? []), record]);
        break;
      case "hold": this.#slack.faults.hold(fault.name).then(hand); break;
      case "delay": this.#slack.clock.after(fault.ms, hand); break;
      case "silent":
        if (next) next.silent = true;
        hand();
        break;
      case "disconnect":
        hand();
        if (next) this.disconnect(next, fault.reason ?? "refresh_requested", fault.close_after_ms);
        break;
      case "close":
        if (next) next.terminate();
        record.lost = true;
        break;
      case "raw":
        next?.raw(fault.text);
        hand();
        break;
      default: hand();
    }
  }

  #bringHeldBack(app) {
    const held = this.#heldBack.get(app.key) ?? [];
    this.#heldBack.delete(app.key);
    for (const record of held) this.#hand(record, app);
  }

  #nextOf(app) {
    const open = this.of(app);
    return open.length > 0 ? open[(this.#turn.get(app.key) ?? 0) % open.length] : null;
  }

  #hand(record, app) {
    if (this.#takenByGhost(record, app)) return;
    const connection = this.#nextOf(app);
    if (!connection) {
      record.lost = true;
      return;
    }
    this.#turn.set(app.key, (this.#turn.get(app.key) ?? 0) + 1);
    const attempt = record.attempts.length;
    const envelope = randomUUID();
    record.attempts.push({ socket: connection.id, envelope_id: envelope, at: this.#slack.clock.now() });
    connection.sent += 1;
    connection.send({
      envelope_id: envelope,
      payload: record.payload,
      type: "events_api",
      accepts_response_payload: false,
      retry_attempt: attempt,
      retry_reason: attempt === 0 ? "" : "timeout",
    });
    const forget = this.#slack.clock.after(ACKNOWLEDGE_WITHIN_MS, () => this.#again(record, app));
    this.#envelopes.set(envelope, { record, connection, forget });
  }

  #takenByGhost(record, app) {
    const ghosts = this.#ghosts.get(app.key);
    const all = this.count(app);
    if (!ghosts?.count || all === 0) return false;
    const turn = this.#turn.get(`${app.key}/all`) ?? 0;
    this.#turn.set(`${app.key}/all`, turn + 1);
    if (turn % all < this.of(app).length) return false;
    record.attempts.push({ socket: "ghost", at: this.#slack.clock.now() });
    if (ghosts.acks) record.acked_at = this.#slack.clock.now();
    else this.#slack.clock.after(ACKNOWLEDGE_WITHIN_MS, () => this.#again(record, app));
    return true;
  }

  #again(record, app) {
    if (record.acked_at !== null) return;
    if (record.attempts.length > MOST_RETRIES) record.lost = true;
    else this.#hand(record, app);
    this.#slack.watch.changed();
  }

  #heard(connection, text) {
    const known = this.#envelopes.get(envelopeIn(text));
    if (!known) return;
    known.forget();
    connection.acknowledged += 1;
    known.record.acked_at ??= this.#slack.clock.now();
    this.#slack.watch.changed();
  }

  stop() {
    for (const connection of this.#open) connection.terminate();
  }
}

function envelopeIn(text) {
  try {
    return JSON.parse(text).envelope_id;
  } catch {
    return undefined;
  }
}
