/** Signing in: the authorize page, the exchange with PKCE, and token rotation. */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { must } from "./refusal.mjs";
import { TOKEN_LIFE_S } from "./tokens.mjs";

const CODE_LIFE_MS = 600_000;
const REFRESH_LIFE_MS = 30 * 86_400_000;

export class OAuth {
  #slack;
  #codes = new Map();
  #refreshes = new Map();
  requests = [];
  /** What a test may set: who approves, whether they refuse, and how tokens live. */
  settings = { person: null, deny: false, expires_in: TOKEN_LIFE_S, grace_s: 60, grant: null };

  constructor(slack) {
    this.#slack = slack;
  }

  /** Answers the authorize page as an approving person's browser would see it. */
  authorize(query) {
    const asked = Object.fromEntries(query);
    this.requests.push(asked);
    const app = [...this.#slack.world.apps.values()].find(({ client_id }) => client_id === asked.client_id);
    const problem = authorizeProblem(app, asked);
    this.#slack.watch.changed();
    if (problem) return { page: problem };
    const back = new URL(asked.redirect_uri);
    if (asked.state !== undefined) back.searchParams.set("state", asked.state);
    if (this.settings.deny) back.searchParams.set("error", "access_denied");
    else back.searchParams.set("code", this.#newCode(app, asked));
    return { redirect: back.href };
  }

  #newCode(app, asked) {
    const { world, clock } = this.#slack;
    const people = [...world.people.values()];
    const person = this.settings.person
      ? world.person(this.settings.person)
      : people.find(({ name }) => name !== "admin");
    const wanted = asked.user_scope.split(/[ ,]+/).filter(Boolean);
    const code = `${randomBytes(6).readUIntBE(0, 6)}.${randomBytes(24).toString("hex")}`;
    this.#codes.set(code, {
      app, person, redirect_uri: asked.redirect_uri, challenge: asked.code_challenge,
      scopes: this.settings.grant ?? wanted, dies_at: clock.now() + CODE_LIFE_MS, used: false,
    });
    return code;
  }

  /** oauth.v2.access: a code or a refresh token for a pair of tokens. */
  access(args) {
    const app = [...this.#slack.world.apps.values()].find(({ client_id }) => client_id === args.client_id);
    must(app, "invalid_client_id");
    // Slack does not accept a secret from a public client at all.
    if (app.public) must(!args.client_secret, "internal_error");
    else must(args.client_secret === app.client_secret, "bad_client_secret");
    if (args.grant_type === "refresh_token") return this.#refresh(app, args);
    must(!args.grant_type || args.grant_type === "authorization_code", "invalid_grant_type");
    return this.#exchange(app, args);
  }

  #exchange(app, args) {
    const grant = this.#codes.get(args.code);
    must(grant && grant.app === app && grant.dies_at > this.#slack.clock.now(), "invalid_code");
    must(!grant.used, "code_already_used");
    must(!grant.redirect_uri || grant.redirect_uri === args.redirect_uri, "bad_redirect_uri");
    if (grant.challenge) must(verifies(args.code_verifier, grant.challenge), "invalid_code_verifier");
    grant.used = true;
    const pair = this.#pair(grant);
    return { ...this.#common(app), authed_user: { id: grant.person.id, ...pair } };
  }

  // A refresh answers at the top level and says the token type; only the first
  // exchange puts a person's token under `authed_user`.
  #refresh(app, args) {
    const known = this.#refreshes.get(args.refresh_token);
    const now = this.#slack.clock.now();
    must(known && known.grant.app === app && !known.revoked && known.dies_at > now, "invalid_refresh_token");
    const graceful = known.used_at !== null && known.grant.last === args.refresh_token
      && now - known.used_at <= this.settings.grace_s * 1000;
    must(known.used_at === null || graceful, "invalid_refresh_token");
    known.used_at ??= now;
    known.grant.last = args.refresh_token;
    const pair = this.#pair(known.grant);
    return { ...this.#common(app), ...pair, user_id: known.grant.person.id };
  }

  #pair(grant) {
    const { app, person, scopes } = grant;
    const life = this.settings.expires_in;
    const record = this.#slack.tokens.issue({ person, app, scopes, life_s: life });
    const pair = { scope: scopes.join(","), access_token: record.token, token_type: "user" };
    if (!app.token_rotation) return pair;
    const refresh = `xoxe-1-${randomBytes(32).toString("hex")}`;
    const dies_at = this.#slack.clock.now() + REFRESH_LIFE_MS;
    this.#refreshes.set(refresh, { grant, used_at: null, revoked: false, dies_at });
    record.grant = grant;
    return { ...pair, refresh_token: refresh, expires_in: life };
  }

  /** Every refresh token that was ever given out. */
  refreshes() {
    return [...this.#refreshes.keys()];
  }

  /** Ends the refresh tokens that belong to a grant, as a revocation does. */
  endGrant(grant) {
    for (const known of this.#refreshes.values()) {
      if (known.grant === grant) known.revoked = true;
    }
  }

  #common(app) {
    const { id, name } = this.#slack.world.team;
    return { app_id: app.app_id, team: { id, name }, enterprise: null, is_enterprise_install: false };
  }
}

function authorizeProblem(app, asked) {
  if (!app) return "Invalid client_id parameter";
  if (!registered(app, asked.redirect_uri)) return "redirect_uri did not match any configured URIs";
  if (asked.scope) return "invalid_scope: bot scopes cannot be requested with this redirect";
  const wanted = (asked.user_scope ?? "").split(/[ ,]+/).filter(Boolean);
  if (wanted.length === 0) return "invalid_scope: no scopes requested";
  const unknown = wanted.filter((scope) => !app.user_scopes.includes(scope));
  if (unknown.length > 0) return `invalid_scope: ${escapeHtml(unknown.join(","))}`;
  if (!app.public) return null;
  if (!/^[A-Za-z0-9_-]{43}$/.test(asked.code_challenge ?? "")) return "invalid code_challenge";
  if (asked.code_challenge_method !== "S256") return "invalid code_challenge_method";
  return null;
}

function registered(app, uri) {
  return URL.canParse(uri ?? "") && app.redirect_uris.some((known) => {
    if (!known.endsWith(":*")) return uri === known;
    const { protocol, hostname } = new URL(uri);
    return `${protocol}//${hostname}:*` === known;
  });
}

function verifies(verifier, challenge) {
  if (!/^[A-Za-z0-9._~-]{43,128}$/.test(verifier ?? "")) return false;
  const digest = createHash("sha256").update(verifier).digest("base64url");
  return digest.length === challenge.length
    && timingSafeEqual(Buffer.from(digest), Buffer.from(challenge));
}

function escapeHtml(text) {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
