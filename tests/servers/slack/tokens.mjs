/** Who may call: every token, whose it is, what it may do and how long it holds. */
import { randomBytes } from "node:crypto";
import { Refusal, must } from "./refusal.mjs";

export const TOKEN_LIFE_S = 43_200;

export class Tokens {
  #known = new Map();
  #clock;
  #world;

  constructor(clock, world, seed) {
    this.#clock = clock;
    this.#world = world;
    for (const { token, user, scopes, app } of seed.tokens) {
      this.add({ token, person: world.person(user), app: app && world.app(app), scopes });
    }
    for (const app of world.apps.values()) {
      this.add({ token: app.app_token, person: null, app, scopes: ["connections:write"] });
    }
  }

  add(record) {
    const kept = { scopes: [], expires_at: null, revoked: false, ...record };
    this.#known.set(kept.token, kept);
    return kept;
  }

  /** A new token of an app for a person; it expires where the app rotates tokens. */
  issue({ person, app, scopes, life_s = TOKEN_LIFE_S }) {
    const secret = randomBytes(24).toString("hex");
    const rotating = app.token_rotation;
    return this.add({
      token: rotating ? `xoxe.xoxp-1-${secret}` : `xoxp-${secret}`,
      person,
      app,
      scopes,
      expires_at: rotating ? this.#clock.now() + life_s * 1000 : null,
    });
  }

  /** The record of a token that may be used now. */
  admit(token) {
    must(token, "not_authed");
    const record = this.#known.get(token);
    must(record, "invalid_auth");
    must(!record.revoked, "token_revoked");
    must(record.expires_at === null || record.expires_at > this.#clock.now(), "token_expired");
    return record;
  }

  /** The records a test means: one token, or all of a person. */
  named({ token, person }) {
    const id = person && this.#world.person(person).id;
    const found = [...this.#known.values()].filter((record) => (
      token ? record.token === token : record.person?.id === id));
    must(found.length > 0, "no_such_token");
    return found;
  }

  /** Every token as a test may see it. */
  report() {
    return [...this.#known.values()].map(({ token, person, app, scopes, expires_at, revoked }) => (
      { token, who: person?.name ?? null, app: app?.key ?? null, scopes, expires_at, revoked }));
  }

  /** The people who use an app with a token that still holds. */
  holders(app) {
    const ids = new Set();
    for (const { app: owner, person, revoked } of this.#known.values()) {
      if (owner === app && person && !revoked) ids.add(person.id);
    }
    return [...ids];
  }
}

/** Refuses a call whose token lacks a scope, and names both sides as Slack does. */
export function requireScope(record, needed) {
  if (!needed || record.scopes.includes(needed)) return;
  throw new Refusal("missing_scope", { needed, provided: record.scopes.join(",") });
}
