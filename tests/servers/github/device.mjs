/** Signing in with a code, as the documentation of GitHub's device flow has it. */
import { randomBytes } from "node:crypto";

const APP = "Iv1.hotseat-test";
const GRANT = "urn:ietf:params:oauth:grant-type:device_code";
const INTERVAL = 5;
const LIFE_MS = 900_000;

export class Device {
  /** Everything that was given in confidence. */
  secrets = [];
  #waiting = new Map();
  #token;

  constructor(token) {
    this.#token = token;
  }

  /** The answer to a call, or nothing if it is none of these. */
  answer(path, body, base) {
    if (path === "/login/device/code") return this.#begin(body ?? {}, base);
    if (path === "/login/oauth/access_token") return { status: 200, body: this.#ask(body ?? {}) };
    return undefined;
  }

  /** Somebody types a code on the page, and lets the app in or not. */
  type(user_code, login) {
    const one = [...this.#waiting.values()].find((it) => it.user_code === user_code);
    if (!one) throw new Error("nobody waits for this code");
    one.login = login;
  }

  #begin({ client_id, scope }, base) {
    if (client_id !== APP) return { status: 404, body: { error: "Not Found" } };
    const device_code = randomBytes(20).toString("hex");
    this.secrets.push(device_code);
    const letters = randomBytes(4).toString("hex").toUpperCase();
    const user_code = `${letters.slice(0, 4)}-${letters.slice(4)}`;
    this.#waiting.set(device_code, { user_code, scope, ends: Date.now() + LIFE_MS, asked: Date.now() });
    return {
      status: 200,
      body: {
        device_code, user_code, verification_uri: `${base}/login/device`,
        expires_in: LIFE_MS / 1000, interval: INTERVAL,
      },
    };
  }

  #ask({ client_id, device_code, grant_type }) {
    if (client_id !== APP) return { error: "incorrect_client_credentials" };
    if (grant_type !== GRANT) return { error: "unsupported_grant_type" };
    const one = this.#waiting.get(device_code);
    if (!one) return { error: "incorrect_device_code" };
    if (Date.now() > one.ends) return { error: "expired_token" };
    const early = Date.now() - one.asked < INTERVAL * 1000 - 200;
    one.asked = Date.now();
    if (early) return { error: "slow_down", interval: INTERVAL + 5 };
    if (one.login === undefined) return { error: "authorization_pending" };
    this.#waiting.delete(device_code);
    if (one.login === null) return { error: "access_denied" };
    const access_token = this.#token(one.login);
    this.secrets.push(access_token);
    return { access_token, token_type: "bearer", scope: one.scope };
  }
}
