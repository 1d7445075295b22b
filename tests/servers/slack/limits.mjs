/** How often a method may be called: per app, counted over the last minute. */

const WINDOW_MS = 60_000;

const TIERS = {
  "apps.connections.open": 50,
  "auth.test": 600,
  "bots.info": 50,
  "chat.delete": 50,
  "chat.getPermalink": 600,
  "chat.postMessage": 60,
  "chat.update": 50,
  "conversations.history": 50,
  "conversations.info": 50,
  "conversations.join": 50,
  "conversations.leave": 50,
  "conversations.list": 20,
  "conversations.members": 100,
  "conversations.replies": 50,
  "oauth.v2.access": 600,
  "reactions.add": 50,
  "reactions.get": 50,
  "reactions.list": 20,
  "reactions.remove": 20,
  "team.info": 50,
  "usergroups.list": 20,
  "usergroups.users.list": 20,
  "users.conversations": 50,
  "users.info": 100,
  "users.list": 20,
  "users.lookupByEmail": 50,
};
const OTHER_TIER = 20;

export class Limits {
  #clock;
  #calls = new Map();
  #own = new Map();
  enabled = true;

  constructor(clock, enabled) {
    this.#clock = clock;
    this.enabled = enabled;
  }

  /** Sets one method's own rule: `per_minute`, `max_objects`, `retry_after`. */
  set(method, rule) {
    if (rule) this.#own.set(method, rule);
    else this.#own.delete(method);
  }

  reset() {
    this.#calls.clear();
    this.#own.clear();
  }

  maxObjects(method) {
    return this.#own.get(method)?.max_objects;
  }

  /** Counts a call; answers the seconds to wait when it is one too many, else null. */
  count(method, app, args) {
    const own = this.#own.get(method);
    if (!own?.per_minute && !this.enabled) return null;
    const allowed = own?.per_minute ?? TIERS[method] ?? OTHER_TIER;
    const channel = method === "chat.postMessage" ? args.channel : "";
    const key = `${app?.app_id}/${method}/${channel}`;
    const since = this.#clock.now() - WINDOW_MS;
    const recent = (this.#calls.get(key) ?? []).filter((at) => at > since);
    this.#calls.set(key, recent);
    if (recent.length >= allowed) {
      return own?.retry_after ?? Math.max(1, Math.ceil((recent[0] - since) / 1000));
    }
    recent.push(this.#clock.now());
    return null;
  }

  report() {
    return { enabled: this.enabled, methods: Object.fromEntries(this.#own) };
  }
}
