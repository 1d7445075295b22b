/** The workspace behind: the `emulate` package, which judges and keeps every write. */
import { createEmulator } from "emulate";
import { Refusal } from "./refusal.mjs";

// The package lets one token make 5000 calls an hour and then answers in
// another vendor's form, so each person has many and none is used that often.
const CALLS_PER_TOKEN = 4500;
const TOKENS_PER_PERSON = 40;

/** The person who owns everything that was there before the seed. */
export const CARETAKER = "admin";

export class Inner {
  #emulator;
  #base;
  #spent = new Map();

  constructor(emulator) {
    this.#emulator = emulator;
    this.#base = `http://127.0.0.1:${new URL(emulator.url).port}`;
  }

  static async start(seed) {
    const bots = seed.bots.map((bot) => bot.name);
    const names = [CARETAKER, ...seed.users.map((user) => user.name), ...bots];
    const emulator = await createEmulator({
      service: "slack",
      port: 0,
      hostname: "127.0.0.1",
      seed: {
        slack: {
          team: seed.team,
          users: seed.users.map(({ name, real_name, email, is_admin, profile }) => (
            { name, real_name, email, is_admin, profile })),
          channels: seed.channels,
          oauth_apps: seed.bots.map(installedBot),
          tokens: names.flatMap(tokensOf),
        },
      },
    });
    return new Inner(emulator);
  }

  /** Makes one call as a person; a refusal of the workspace is thrown. */
  async call(person, method, args = {}) {
    const form = new URLSearchParams();
    for (const [key, value] of Object.entries(args)) {
      if (value === undefined || value === null) continue;
      form.set(key, typeof value === "object" ? JSON.stringify(value) : String(value));
    }
    const response = await fetch(`${this.#base}/api/${method}`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${this.#token(person)}`,
        "content-type": "application/x-www-form-urlencoded",
      },
      body: form,
    });
    if (response.status === 404) throw new Refusal("unknown_method", { req_method: method });
    const { ok, error, ...rest } = await response.json();
    if (!ok) throw new Refusal(error ?? "internal_error", rest);
    return rest;
  }

  close() {
    return this.#emulator.close();
  }

  #token(person) {
    const spent = this.#spent.get(person) ?? 0;
    this.#spent.set(person, spent + 1);
    const index = Math.floor(spent / CALLS_PER_TOKEN) % TOKENS_PER_PERSON;
    return tokenName(person, index);
  }
}

function installedBot(bot) {
  return {
    client_id: `bot-${bot.name}`,
    client_secret: "none",
    name: bot.name,
    bot_name: bot.name,
    redirect_uris: [],
    app_id: bot.app_id,
    bot_id: bot.bot_id,
    bot_user_id: bot.bot_user_id,
  };
}

function tokensOf(person) {
  return Array.from({ length: TOKENS_PER_PERSON }, (_, index) => (
    { token: tokenName(person, index), user: person }));
}

function tokenName(person, index) {
  return `inner-${person}-${index}`;
}
