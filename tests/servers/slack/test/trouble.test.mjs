/** The fault script does to a call what the world does to calls. */
import assert from "node:assert/strict";
import test from "node:test";
import { gunzipSync } from "node:zlib";
import { get } from "node:http";
import { stage } from "./stage.mjs";

test("a drop before the act leaves nothing, a drop after it leaves the act", async (t) => {
  const at = await stage(t);
  const say = (text) => at.raw("chat.postMessage", { channel: at.support, text });
  await at.control("POST", "faults", [
    { method: "chat.postMessage", do: "drop" },
    { method: "chat.postMessage", do: "drop", after: true },
  ]);
  await assert.rejects(say("lost"));
  await assert.rejects(say("unheard"));
  await say("plain");
  const { messages } = await at.control("GET", "messages?channel=support");
  assert.deepEqual(messages.map(({ text }) => text), ["unheard", "plain"]);
  const { calls } = await at.control("GET", "calls?method=chat.postMessage");
  assert.deepEqual(calls.map(({ status, fault }) => [status, fault]), [[0, "drop"], [0, "drop"], [200, null]]);
});

test("a fault befalls the person, the channel and the count it names", async (t) => {
  const at = await stage(t);
  await at.control("POST", "faults", {
    method: "auth.test", who: "bob", skip: 1, times: 2, do: "error", error: "fatal_error",
  });
  const asks = async (token) => (await at.call("auth.test", {}, { token })).error ?? "fine";
  const { alice, bob } = at.ready.tokens;
  const seen = [];
  for (const token of [bob, alice, bob, alice, bob, bob]) seen.push(await asks(token));
  assert.deepEqual(seen, ["fine", "fine", "fatal_error", "fine", "fatal_error", "fine"]);
});

test("an error page and a rate limit look like Slack's", async (t) => {
  const at = await stage(t);
  await at.control("POST", "faults", [
    { method: "auth.test", do: "status", status: 503 },
    { method: "auth.test", do: "ratelimit", retry_after: 7 },
  ]);
  const page = await at.raw("auth.test");
  assert.equal(page.status, 503);
  assert.match(page.headers.get("content-type"), /^text\/html/);
  assert.match(await page.text(), /^<html>/);
  const limited = await at.raw("auth.test");
  assert.equal(limited.status, 429);
  assert.equal(limited.headers.get("retry-after"), "7");
  assert.deepEqual(await limited.json(), { ok: false, error: "ratelimited" });
});

test("an answer can end too soon, as text or as a connection", async (t) => {
  const at = await stage(t);
  await at.control("POST", "faults", [
    { method: "auth.test", do: "truncate", bytes: 12 },
    { method: "auth.test", do: "truncate", bytes: 12, lost: true },
  ]);
  assert.equal(await (await at.raw("auth.test")).text(), '{"ok":true,"');
  await assert.rejects(async () => (await at.raw("auth.test")).text());
});

test("a slow answer trickles on the server's clock and arrives whole", async (t) => {
  const at = await stage(t);
  await at.control("POST", "clock", { frozen: true });
  await at.control("POST", "faults", { method: "auth.test", do: "slow", chunk: 10_000, every_ms: 5_000 });
  assert.equal((await (await at.raw("auth.test")).json()).ok, true);
  await at.control("POST", "faults", { method: "auth.test", do: "slow", chunk: 100, every_ms: 5_000 });
  const response = await at.raw("auth.test");
  let ended = false;
  const body = response.text().then((text) => {
    ended = true;
    return text;
  });
  await at.control("GET", "state");
  assert.equal(ended, false);
  await at.control("POST", "clock", { advance_ms: 60_000, frozen: false });
  assert.equal(JSON.parse(await body).user, "alice");
});

test("a stalled answer never ends", async (t) => {
  const at = await stage(t);
  await at.control("POST", "faults", { method: "auth.test", do: "stall", bytes: 5 });
  const giveUp = new AbortController();
  const response = await fetch(`${at.ready.api}auth.test`, {
    method: "POST", headers: { authorization: `Bearer ${at.ready.tokens.alice}` }, signal: giveUp.signal,
  });
  const reader = response.body.getReader();
  assert.equal(Buffer.from((await reader.read()).value).toString(), '{"ok"');
  giveUp.abort();
});

test("a held call waits at its gate until released", async (t) => {
  const at = await stage(t);
  await at.control("POST", "faults", { method: "chat.postMessage", do: "hold", name: "gate", after: true });
  const said = at.call("chat.postMessage", { channel: at.support, text: "hello" });
  assert.ok((await at.control("GET", "gate?name=gate&at_least=1")).met);
  assert.equal((await at.control("GET", "messages?channel=support")).messages.length, 1);
  assert.equal((await at.control("POST", "release", { name: "gate" })).released, 1);
  assert.equal((await said).ok, true);
});

test("Date follows the server's clock, skewed when asked", async (t) => {
  const at = await stage(t);
  const now = Date.UTC(2026, 10, 20, 17, 50);
  await at.control("POST", "clock", { frozen: true, now_ms: now });
  const date = async () => Date.parse((await at.raw("auth.test")).headers.get("date"));
  assert.equal(await date(), now);
  await at.control("POST", "faults", { method: "auth.test", do: "skew", seconds: -300 });
  assert.equal(await date(), now - 300_000);
  await at.control("POST", "settings", { date_skew_s: 60 });
  assert.equal(await date(), now + 60_000);
});

test("messages take their time from the server's clock and never share it", async (t) => {
  const at = await stage(t);
  await at.control("POST", "clock", { frozen: true, now_ms: 1_790_000_000_000 });
  const first = await at.post({ text: "one" });
  const second = await at.post({ text: "two" });
  assert.deepEqual([first.ts, second.ts], ["1790000000.000000", "1790000000.000001"]);
});

test("the API is unreachable while the network is down and the control is not", async (t) => {
  const at = await stage(t);
  await at.control("POST", "network", { api: "down" });
  await assert.rejects(at.raw("auth.test"));
  await at.control("POST", "network", { api: "up" });
  assert.equal((await at.call("auth.test")).ok, true);
});

test("limits count per app and method, tell how long to wait, and pass", async (t) => {
  const at = await stage(t, { limits: true });
  await at.control("POST", "clock", { frozen: true });
  const { alice, bob } = at.ready.tokens;
  const ask = (token) => at.raw("usergroups.list", {}, { token });
  for (let n = 0; n < 20; n += 1) assert.equal((await ask(alice)).status, 200);
  const refused = await ask(alice);
  assert.equal(refused.status, 429);
  assert.equal(refused.headers.get("retry-after"), "60");
  assert.equal((await ask(bob)).status, 200);
  await at.control("POST", "clock", { advance_ms: 60_001 });
  assert.equal((await ask(alice)).status, 200);
});

test("a method can have a limit and a page size of its own", async (t) => {
  const at = await stage(t);
  for (let n = 0; n < 20; n += 1) await at.post({ text: `m${n}` });
  await at.control("POST", "limits", {
    method: "conversations.history", per_minute: 1, max_objects: 15, retry_after: 42,
  });
  const read = () => at.raw("conversations.history", { channel: at.support, limit: 100 });
  assert.equal((await (await read()).json()).messages.length, 15);
  assert.equal((await read()).headers.get("retry-after"), "42");
});

test("a long answer is packed for those who ask", async (t) => {
  const at = await stage(t);
  await at.post({ text: "x".repeat(4000) });
  const url = `${at.ready.api}conversations.history?channel=${at.support}`;
  const headers = { authorization: `Bearer ${at.ready.tokens.alice}`, "accept-encoding": "gzip" };
  const { encoding, body } = await new Promise((resolve, reject) => {
    get(url, { headers }, (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("end", () => resolve({ encoding: response.headers["content-encoding"], body: Buffer.concat(parts) }));
    }).on("error", reject);
  });
  assert.equal(encoding, "gzip");
  assert.equal(JSON.parse(gunzipSync(body)).messages.length, 1);
});
