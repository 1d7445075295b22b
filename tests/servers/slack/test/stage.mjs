/** A Slack for one test: started, spoken to, and stopped again. */
import { LogLevel, WebClient } from "@slack/web-api";
import { SocketModeClient } from "@slack/socket-mode";
import { readSeed } from "../seed.mjs";
import { startSlack } from "../server.mjs";

const nothing = () => {};
const QUIET = {
  debug: nothing, info: nothing, warn: nothing, error: nothing,
  setLevel: nothing, getLevel: () => LogLevel.ERROR, setName: nothing,
};
const SEED = new URL("../seed.yaml", import.meta.url);

export async function stage(t, { limits = false } = {}) {
  const { ready, slack, stop } = await startSlack({ seed: readSeed(SEED), limits });
  const socketClients = [];
  t.after(async () => {
    await Promise.all(socketClients.map((client) => client.disconnect()));
    await stop();
  });
  const at = new Stage(ready, slack);
  at.socketClients = socketClients;
  return at;
}

class Stage {
  constructor(ready, slack) {
    this.ready = ready;
    this.slack = slack;
    this.support = ready.channels.support;
  }

  /** The vendor's own Web API client, as that person. */
  client(person, options = {}) {
    return this.clientWith(this.ready.tokens[person], options);
  }

  clientWith(token, options = {}) {
    return new WebClient(token, {
      slackApiUrl: this.ready.api, logLevel: LogLevel.ERROR, allowAbsoluteUrls: false,
      retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, ...options,
    });
  }

  /** The vendor's own Socket Mode client, started or not. */
  socketClient(person, options = {}) {
    const client = new SocketModeClient({
      appToken: this.ready.app_tokens[`own-${person}`],
      clientOptions: { slackApiUrl: this.ready.api, allowAbsoluteUrls: false },
      logger: QUIET, clientPingTimeout: 60_000, ...options,
    });
    client.on("error", nothing);
    this.socketClients.push(client);
    return client;
  }

  /** One control verb. */
  async control(verb, path, body) {
    const response = await fetch(this.ready.control + path, {
      method: verb,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const answer = await response.json();
    if (!answer.ok) throw new Error(`${verb} ${path}: ${JSON.stringify(answer)}`);
    return answer;
  }

  post(body) {
    return this.control("POST", "post", { channel: "support", as: "customer", ...body });
  }

  /** One call as a bare HTTP client makes it; answers the whole response. */
  raw(method, args = {}, { token = this.ready.tokens.alice, verb = "POST", headers = {} } = {}) {
    const form = new URLSearchParams(args);
    const query = verb === "GET" ? `?${form}` : "";
    return fetch(`${this.ready.api}${method}${query}`, {
      method: verb,
      headers: { authorization: `Bearer ${token}`, ...headers },
      body: verb === "GET" ? undefined : form,
    });
  }

  async call(method, args, options) {
    const response = await this.raw(method, args, options);
    return response.json();
  }
}

/** The code of the refusal that a vendor's client throws. */
export async function refusal(promise) {
  try {
    await promise;
  } catch (error) {
    return error.data?.error ?? error.code;
  }
  throw new Error("the call was not refused");
}

/** Resolves with what an emitter gives at its next event of that name. */
export function next(emitter, name) {
  return new Promise((resolve) => emitter.once(name, resolve));
}
