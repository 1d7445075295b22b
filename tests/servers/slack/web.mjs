/** The Web API as a client meets it: admission, limits, scopes, faults, answers. */
import { randomBytes } from "node:crypto";
import { FORM_ONLY, SCOPES } from "./scopes.mjs";
import { Refusal, must } from "./refusal.mjs";
import { requireScope } from "./tokens.mjs";
import { readCall, send } from "./wire.mjs";
import { methods, forward } from "./methods/index.mjs";

const OPEN_TO_ALL = new Set(["api.test", "oauth.v2.access"]);
const ABOUT_A_CHANNEL = new Set([
  "chat.delete", "chat.getPermalink", "chat.postMessage", "chat.update",
  "reactions.add", "reactions.get", "reactions.remove",
]);
const HTML_500 = "<html><head><title>Server Error</title></head><body><h1>500</h1></body></html>";

export class Web {
  #slack;

  constructor(slack) {
    this.#slack = slack;
  }

  /** Answers one HTTP request. */
  async handle(request, response) {
    response.on("error", () => response.destroy());
    const url = new URL(request.url, "http://host");
    if (url.pathname === "/oauth/v2/authorize") this.#authorize(url, response);
    else if (url.pathname.startsWith("/api/")) await this.#call(request, response);
    else this.#plain(response, { status: 404, text: "not found" });
  }

  #authorize(url, response) {
    const { page, redirect } = this.#slack.oauth.authorize(url.searchParams);
    if (redirect) this.#plain(response, { status: 302, text: "", location: redirect });
    else this.#plain(response, { status: 400, text: `<html><body>${page}</body></html>`, type: "text/html" });
  }

  #plain(response, { status, text, type = "text/plain", location }) {
    const headers = { "content-type": `${type}; charset=utf-8`, date: this.#date(null) };
    response.writeHead(status, location ? { ...headers, location } : headers);
    response.end(text);
  }

  async #call(request, response) {
    const call = await readCall(request);
    const entry = this.#slack.calls.begin(call);
    const holder = this.#identify(call, entry);
    const fault = this.#slack.faults.forCall({ ...call, who: entry.who, app: entry.app });
    entry.fault = fault?.do ?? null;
    if (fault && !fault.after && (await this.#befall(fault, response))) {
      this.#slack.calls.finish(entry, { status: 0 });
      return;
    }
    const answer = this.#instead(fault, call) ?? (await this.#outcome(call, holder));
    if (fault?.after && (await this.#befall(fault, response))) {
      this.#slack.calls.finish(entry, { status: 0, body: answer.body });
      return;
    }
    const spoilt = fault?.after ? this.#instead({ ...fault, after: false }, call) ?? answer : answer;
    spoilt.headers = { ...spoilt.headers, date: this.#date(fault) };
    this.#slack.calls.finish(entry, spoilt);
    send(response, { ...spoilt, gzip: call.gzip }, fault, this.#slack.clock);
  }

  /** Whose token it is; what is wrong with it is told later, as the answer. */
  #identify(call, entry) {
    if (OPEN_TO_ALL.has(call.method)) return {};
    try {
      const record = this.#slack.tokens.admit(call.token);
      entry.who = record.person?.name ?? null;
      entry.app = record.app?.key ?? null;
      return { record };
    } catch (refusal) {
      return { refusal };
    }
  }

  /** Lets a fault of the connection happen; true when nothing more is to be sent. */
  async #befall(fault, response) {
    if (fault.do === "delay") await this.#slack.clock.wait(fault.ms);
    if (fault.do === "hold") {
      const held = this.#slack.faults.hold(fault.name);
      this.#slack.watch.changed();
      await held;
    }
    if (fault.do !== "drop") return false;
    response.destroy();
    return true;
  }

  /** The answer that a fault puts in the place of the true one. */
  #instead(fault, call) {
    if (!fault || fault.after) return null;
    switch (fault.do) {
      case "status":
        return {
          status: fault.status ?? 500,
          text: fault.body ?? HTML_500,
          headers: { "content-type": "text/html; charset=utf-8", ...fault.headers },
        };
      case "ratelimit":
        return limited(fault.retry_after ?? 1);
      case "error":
        return asJson(new Refusal(fault.error ?? "internal_error", fault.extra).body(), call);
      default:
        return null;
    }
  }

  async #outcome(call, { record, refusal }) {
    try {
      if (refusal) throw refusal;
      const wait = this.#slack.limits.count(call.method, record?.app, call.args);
      if (wait !== null) return limited(wait);
      if (call.json && FORM_ONLY.has(call.method)) call.args = {};
      const channel = this.#admit(call, record);
      const method = methods[call.method] ?? forward;
      const body = await method(this.#slack, { ...call, record, who: record?.person, app: record?.app, channel });
      return asJson({ ok: true, ...body }, call, record);
    } catch (error) {
      if (error instanceof Refusal) return asJson(error.body(), call, record);
      process.stderr.write(`${call.method}: ${error.stack}\n`);
      return asJson({ ok: false, error: "internal_error" }, call);
    }
  }

  /** Checks channel and scope; answers the channel the call is about, if it is. */
  #admit(call, record) {
    const named = SCOPES[call.method];
    if (record) must(Boolean(record.person) !== (call.method === "apps.connections.open"), "not_allowed_token_type");
    const needsChannel = typeof named === "function" || ABOUT_A_CHANNEL.has(call.method);
    const known = needsChannel && this.#channelOf(call, record);
    if (record) requireScope(record, typeof named === "function" ? named(known || null) : named);
    if (needsChannel) must(known, "channel_not_found");
    return known || null;
  }

  /** The channel, if this person may know of it; only posting takes a name. */
  #channelOf({ method, args }, record) {
    const { channels } = this.#slack.world;
    const name = String(args.channel ?? "").replace(/^#/, "");
    const found = channels.get(args.channel)
      ?? (method === "chat.postMessage" && [...channels.values()].find((channel) => channel.name === name));
    const secret = found && found.is_private && !found.members.has(record?.person?.id);
    return found && !found.hidden && !secret ? found : null;
  }

  #date(fault) {
    const skew = (fault?.do === "skew" ? fault.seconds : 0) + this.#slack.settings.date_skew_s;
    return new Date(this.#slack.clock.now() + skew * 1000).toUTCString();
  }
}

function limited(wait) {
  const body = { ok: false, error: "ratelimited" };
  return {
    status: 429,
    body,
    text: JSON.stringify(body),
    headers: { "content-type": "application/json; charset=utf-8", "retry-after": String(wait) },
  };
}

function asJson(body, call, record) {
  const warned = call.missingCharset
    ? { ...body, warning: "missing_charset", response_metadata: { ...body.response_metadata, warnings: ["missing_charset"] } }
    : body;
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "x-slack-req-id": randomBytes(16).toString("hex"),
    ...(record ? { "x-oauth-scopes": record.scopes.join(",") } : {}),
  };
  return { status: 200, body: warned, text: JSON.stringify(warned), headers };
}
