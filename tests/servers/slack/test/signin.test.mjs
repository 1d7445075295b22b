/** Signing in with PKCE, rotating tokens, and tokens that no longer hold. */
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import test from "node:test";
import { refusal, stage } from "./stage.mjs";

const REDIRECT = "http://localhost:53682/slack";
const SCOPES = "channels:history,chat:write,users:read";

function pkce() {
  const verifier = randomBytes(48).toString("base64url");
  return { verifier, challenge: createHash("sha256").update(verifier).digest("base64url") };
}

/** Visits the authorize page as a browser does; answers where it leads. */
async function visit(at, challenge, more = {}) {
  const query = new URLSearchParams({
    client_id: at.ready.client_id, user_scope: SCOPES, redirect_uri: REDIRECT, state: "s-1",
    code_challenge: challenge, code_challenge_method: "S256", ...more,
  });
  const response = await fetch(`${at.ready.authorize}?${query}`, { redirect: "manual" });
  const location = response.headers.get("location");
  return { status: response.status, text: await response.text(), to: location && new URL(location) };
}

/** Signs in as far as the first pair of tokens. */
async function signedIn(at, person = "bob") {
  await at.control("POST", "oauth", { person });
  const { verifier, challenge } = pkce();
  const { to } = await visit(at, challenge);
  const code = to.searchParams.get("code");
  const anyone = at.clientWith(undefined);
  const exchange = { client_id: at.ready.client_id, code, code_verifier: verifier, redirect_uri: REDIRECT };
  const answer = await anyone.oauth.v2.access(exchange);
  const refresh = (refresh_token) => anyone.oauth.v2.access({
    client_id: at.ready.client_id, grant_type: "refresh_token", refresh_token,
  });
  return { answer, anyone, exchange, refresh };
}

test("the chosen person approves and the exchange gives a rotating token", async (t) => {
  const at = await stage(t);
  const { answer } = await signedIn(at);
  const { authed_user: who } = answer;
  assert.equal(who.id, at.ready.users.bob);
  assert.equal(who.scope, SCOPES);
  assert.equal(who.token_type, "user");
  assert.equal(who.expires_in, 43_200);
  assert.match(who.access_token, /^xoxe\.xoxp-1-/);
  assert.match(who.refresh_token, /^xoxe-1-/);
  assert.equal(answer.access_token, undefined);
  const me = await at.clientWith(who.access_token).auth.test();
  assert.equal(me.user, "bob");
  await at.clientWith(who.access_token).chat.postMessage({ channel: at.support, text: "hello" });
  const { messages } = await at.control("GET", "messages?channel=support");
  assert.equal(messages[0].through_app, at.ready.apps.hotseat.app_id);
});

test("state comes back, and a refusal comes back as access_denied", async (t) => {
  const at = await stage(t);
  const { challenge } = pkce();
  assert.equal((await visit(at, challenge)).to.searchParams.get("state"), "s-1");
  await at.control("POST", "oauth", { deny: true });
  const { to } = await visit(at, challenge);
  assert.equal(to.searchParams.get("error"), "access_denied");
  assert.equal(to.searchParams.get("code"), null);
});

const WRONG = {
  "another client": { client_id: "9.9" },
  "another redirect": { redirect_uri: "https://evil.test/cb" },
  "bot scopes": { scope: "chat:write" },
  "a plain challenge": { code_challenge_method: "plain" },
  "no challenge": { code_challenge: "" },
  "an unknown scope": { user_scope: "admin" },
};
for (const [what, more] of Object.entries(WRONG)) {
  test(`the authorize page turns away ${what}`, async (t) => {
    const at = await stage(t);
    const { status, to } = await visit(at, pkce().challenge, more);
    assert.equal(status, 400);
    assert.equal(to, null);
  });
}

test("only listed addresses are redirected to when the app lists them", async (t) => {
  const at = await stage(t);
  await at.control("POST", "apps", { app: "hotseat", redirect_uris: [REDIRECT] });
  const { challenge } = pkce();
  assert.equal((await visit(at, challenge)).status, 302);
  assert.equal((await visit(at, challenge, { redirect_uri: "http://localhost:1/slack" })).status, 400);
});

test("a code is good once, with its verifier and its redirect", async (t) => {
  const at = await stage(t);
  const { anyone, exchange } = await signedIn(at);
  assert.equal(await refusal(anyone.oauth.v2.access(exchange)), "code_already_used");
  const { verifier, challenge } = pkce();
  const code = (await visit(at, challenge)).to.searchParams.get("code");
  const fresh = { ...exchange, code };
  assert.equal(await refusal(anyone.oauth.v2.access(fresh)), "invalid_code_verifier");
  const elsewhere = { ...fresh, code_verifier: verifier, redirect_uri: "http://localhost:1/x" };
  assert.equal(await refusal(anyone.oauth.v2.access(elsewhere)), "bad_redirect_uri");
});

test("a refresh gives a new pair at the top level and the old pair fades", async (t) => {
  const at = await stage(t);
  const { answer, refresh } = await signedIn(at);
  const first = answer.authed_user;
  const second = await refresh(first.refresh_token);
  assert.equal(second.token_type, "user");
  assert.equal(second.expires_in, 43_200);
  assert.notEqual(second.access_token, first.access_token);
  assert.equal((await at.clientWith(second.access_token).auth.test()).user, "bob");
  const graceful = await refresh(first.refresh_token);
  assert.equal(graceful.ok, true);
  await at.control("POST", "clock", { advance_ms: 61_000 });
  assert.equal(await refusal(refresh(first.refresh_token)), "invalid_refresh_token");
  assert.equal((await refresh(graceful.refresh_token)).ok, true);
});

test("only the very last used refresh token has grace", async (t) => {
  const at = await stage(t);
  const { answer, refresh } = await signedIn(at);
  const second = await refresh(answer.authed_user.refresh_token);
  await refresh(second.refresh_token);
  assert.equal(await refusal(refresh(answer.authed_user.refresh_token)), "invalid_refresh_token");
});

test("an access token expires after its twelve hours", async (t) => {
  const at = await stage(t);
  const { answer } = await signedIn(at);
  const client = at.clientWith(answer.authed_user.access_token);
  await client.auth.test();
  await at.control("POST", "clock", { advance_ms: 43_201_000 });
  assert.equal(await refusal(client.auth.test()), "token_expired");
});

test("tokens that were never given, taken back or expired are told apart", async (t) => {
  const at = await stage(t);
  assert.equal((await at.call("auth.test", {}, { token: "" })).error, "not_authed");
  assert.equal((await at.call("auth.test", {}, { token: "xoxp-nobody" })).error, "invalid_auth");
  await at.control("POST", "tokens/expire", { person: "bob" });
  assert.equal(await refusal(at.client("bob").auth.test()), "token_expired");
  await at.control("POST", "tokens/revoke", { person: "alice" });
  assert.equal(await refusal(at.client("alice").auth.test()), "token_revoked");
  assert.equal((await at.client("carol").auth.test()).user, "carol");
});

test("a revoked sign-in cannot be refreshed", async (t) => {
  const at = await stage(t);
  const { answer, refresh } = await signedIn(at);
  const { access_token, refresh_token } = answer.authed_user;
  await at.control("POST", "tokens/revoke", { token: access_token });
  assert.equal(await refusal(refresh(refresh_token)), "invalid_refresh_token");
});

test("a missing scope is named, with those that are there", async (t) => {
  const at = await stage(t);
  await at.control("POST", "tokens/scopes", { person: "alice", scopes: ["users:read", "chat:write"] });
  const answer = await at.call("reactions.add", { channel: at.support, timestamp: "1.1", name: "eyes" });
  assert.deepEqual(answer, {
    ok: false, error: "missing_scope", needed: "reactions:write", provided: "users:read,chat:write",
  });
  const { user } = await at.call("users.info", { user: at.ready.users.bob });
  assert.equal(user.profile.email, undefined);
});

test("private channels are listed only with their scope", async (t) => {
  const at = await stage(t);
  const list = () => at.call("conversations.list", { types: "public_channel,private_channel" });
  assert.ok((await list()).channels.some(({ name }) => name === "desk"));
  await at.control("POST", "tokens/scopes", { person: "alice", without: ["groups:read"] });
  assert.equal((await list()).needed, "groups:read");
});

test("a method that Slack does not have is unknown", async (t) => {
  const at = await stage(t);
  assert.equal((await at.call("conversations.nonsense")).error, "unknown_method");
});

test("tokens of the wrong kind are refused", async (t) => {
  const at = await stage(t);
  assert.equal((await at.call("apps.connections.open")).error, "not_allowed_token_type");
  assert.equal((await at.call("auth.test", {}, { token: at.ready.app_token })).error, "not_allowed_token_type");
});
