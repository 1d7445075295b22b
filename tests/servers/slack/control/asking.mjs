/** Control verbs that only ask: calls, events, sockets, tokens, the state as it stands. */
import { waited } from "./waiting.mjs";

export const routes = {
  "GET state": async (slack) => ({
    ...slack.ready,
    clock: { now_ms: slack.clock.now(), frozen: slack.clock.frozen },
    limits: slack.limits.report(),
    settings: slack.settings,
    sockets: slack.sockets.of().length,
  }),

  "GET calls": (slack, _body, query) => waited(slack, query, "calls", () => slack.calls.list(query)),

  "DELETE calls": async (slack) => {
    slack.calls.reset();
    return {};
  },

  "GET events": (slack, _body, query) => waited(slack, query, "events", () => (
    slack.sockets.records.filter((record) => wanted(record, query)))),

  "DELETE events": async (slack) => {
    slack.sockets.records = [];
    return {};
  },

  "GET sockets": (slack, _body, query) => waited(slack, query, "sockets", () => (
    slack.sockets.of(query.app && slack.world.app(query.app)).map((socket) => socket.report()))),

  "GET tokens": async (slack) => ({ tokens: slack.tokens.report(), refreshes: slack.oauth.refreshes() }),

  "GET authorizations": (slack, _body, query) => (
    waited(slack, query, "authorizations", () => slack.oauth.requests)),

  "GET faults": async (slack) => ({ faults: slack.faults.pending() }),

  "GET gate": (slack, _body, query) => waited(slack, query, "waiting", () => (
    Array.from({ length: slack.faults.waitingAt(query.name) }, () => query.name))),
};

function wanted(record, { type, app, acked, lost }) {
  return (!type || record.type === type)
    && (!app || record.app === app)
    && (acked === undefined || String(record.acked_at !== null) === acked)
    && (lost === undefined || String(record.lost) === lost);
}
