/** Control verbs that make trouble: faults, gates, sockets, limits, clock, network. */
import { must } from "../refusal.mjs";

export const routes = {
  "POST faults": async (slack, body) => {
    const asked = Array.isArray(body) ? body : [body];
    for (const fault of asked) must(fault.do && (fault.method || fault.event), "do_and_method_or_event_are_needed");
    return { faults: asked.map((fault) => slack.faults.add(fault)) };
  },

  "DELETE faults": async (slack) => {
    slack.faults.clear();
    return {};
  },

  "POST release": async (slack, { name }) => ({ released: slack.faults.release(name) }),

  "POST sockets": async (slack, body) => {
    const app = body.app && slack.world.app(body.app);
    const meant = slack.sockets.of(app).filter(({ id }) => body.id === undefined || id === body.id);
    for (const connection of meant) befall(slack, connection, body);
    return { sockets: meant.map((connection) => connection.report()) };
  },

  "POST socket-mode": async (slack, { app, enabled }) => {
    slack.world.app(app).socket_mode = enabled;
    return {};
  },

  "POST ghosts": async (slack, { app, count, acks }) => {
    slack.sockets.haunt(slack.world.app(app), count, acks);
    return {};
  },

  "POST limits": async (slack, { enabled, method, ...rule }) => {
    if (enabled !== undefined) slack.limits.enabled = enabled;
    if (method) slack.limits.set(method, Object.keys(rule).length > 0 ? rule : null);
    return slack.limits.report();
  },

  "DELETE limits": async (slack) => {
    slack.limits.reset();
    return slack.limits.report();
  },

  "POST clock": async (slack, { frozen, now_ms, advance_ms }) => {
    if (frozen !== undefined) slack.clock.freeze(frozen);
    if (now_ms !== undefined) slack.clock.set(now_ms);
    if (advance_ms !== undefined) slack.clock.advance(advance_ms);
    return { now_ms: slack.clock.now(), frozen: slack.clock.frozen };
  },

  "POST settings": async (slack, body) => {
    for (const key of Object.keys(body)) must(key in slack.settings, "no_such_setting", { setting: key });
    Object.assign(slack.settings, body);
    return { settings: slack.settings };
  },

  "POST network": async (slack, { api }) => {
    must(["up", "down", "mute"].includes(api), "up_down_or_mute");
    await slack.network(api);
    return { api };
  },
};

function befall(slack, connection, { do: act, reason, code, text, close_after_ms }) {
  switch (act) {
    case "silent": connection.silent = true; break;
    case "wake": connection.silent = false; break;
    case "disconnect": slack.sockets.disconnect(connection, reason ?? "refresh_requested", close_after_ms); break;
    case "close": slack.sockets.close(connection, code); break;
    case "terminate": connection.terminate(); break;
    case "raw": connection.raw(text); break;
    default: must(false, "no_such_act", { act });
  }
}
