/** The remaining control verbs and methods do what the header of main.mjs says. */
import assert from "node:assert/strict";
import test from "node:test";
import { open, texts } from "./bare-socket.mjs";
import { refusal, stage } from "./stage.mjs";

test("a channel made on the way has everyone in it, and can be archived", async (t) => {
  const at = await stage(t);
  const { channel } = await at.control("POST", "channels/create", { name: "incident" });
  assert.equal((await at.client("bob").chat.postMessage({ channel, text: "hi" })).ok, true);
  const mine = await at.client("bob").users.conversations({});
  assert.ok(mine.channels.some(({ id }) => id === channel));
  await at.control("POST", "channels/archive", { channel });
  assert.equal(await refusal(at.client("bob").chat.postMessage({ channel, text: "hi" })), "is_archived");
});

test("a token can be made for anyone, and give itself up", async (t) => {
  const at = await stage(t);
  const { token } = await at.control("POST", "tokens/issue", { person: "carol", app: "hotseat", expires_in: 60 });
  const client = at.clientWith(token);
  assert.equal((await client.auth.test()).expires_in, 60);
  assert.equal((await client.auth.revoke()).revoked, true);
  assert.equal(await refusal(client.auth.test()), "token_revoked");
});

test("a person's shown fields change, their marks are listed", async (t) => {
  const at = await stage(t);
  await at.control("POST", "users", { user: "bob", set: { deleted: true, real_name: "Bob Gone" } });
  const { user } = await at.client("alice").users.info({ user: at.ready.users.bob });
  assert.deepEqual([user.deleted, user.real_name], [true, "Bob Gone"]);
  const { ts } = await at.post({ text: "help" });
  await at.client("alice").reactions.add({ channel: at.support, timestamp: ts, name: "eyes" });
  const { items } = await at.client("alice").reactions.list({});
  assert.deepEqual(items.map(({ message }) => message.ts), [ts]);
});

test("any event can be told", async (t) => {
  const at = await stage(t);
  const socket = await open(at, t);
  await at.control("POST", "event", { event: { type: "emoji_changed" } });
  await at.control("POST", "event", { channel: "support", event: { type: "pin_added" } });
  assert.ok(await socket.has(3));
  const types = socket.frames.slice(1).map(({ payload }) => payload.event.type);
  assert.deepEqual(types, ["emoji_changed", "pin_added"]);
});

test("Socket Mode can be switched off and on", async (t) => {
  const at = await stage(t);
  const ask = () => at.call("apps.connections.open", {}, { token: at.ready.app_token });
  await at.control("POST", "socket-mode", { app: "own-alice", enabled: false });
  assert.equal((await ask()).ok, false);
  await at.control("POST", "socket-mode", { app: "own-alice", enabled: true });
  assert.equal((await ask()).ok, true);
});

test("a ghost that does not acknowledge lets the event come to us later", async (t) => {
  const at = await stage(t);
  await at.control("POST", "clock", { frozen: true });
  await at.control("POST", "ghosts", { app: "own-alice", count: 1, acks: false });
  const socket = await open(at, t);
  for (const text of ["ours", "theirs"]) await at.post({ text });
  assert.ok(await socket.has(2));
  socket.ack(socket.frames[1]);
  await at.control("GET", "events?app=own-alice&acked=true&at_least=1");
  await at.control("POST", "clock", { advance_ms: 3_000 });
  assert.ok(await socket.has(3));
  assert.deepEqual(texts(socket), ["ours", "theirs"]);
  assert.equal(socket.frames[2].retry_attempt, 1);
});

test("events can be late, garbled, or cost the connection", async (t) => {
  const at = await stage(t);
  await at.control("POST", "clock", { frozen: true });
  const socket = await open(at, t);
  await at.control("POST", "faults", [
    { event: "message", app: "own-alice", do: "delay", ms: 500 },
    { event: "message", app: "own-alice", skip: 1, do: "raw", text: "{\"type\":\"mystery\"}" },
  ]);
  for (const text of ["late", "plain"]) await at.post({ text });
  assert.ok(await socket.has(2));
  await at.post({ text: "after a mystery" });
  assert.ok(await socket.has(3));
  await at.control("POST", "clock", { advance_ms: 500 });
  assert.ok(await socket.has(5));
  assert.deepEqual(socket.frames.map(({ type }) => type), ["hello", "events_api", "mystery", "events_api", "events_api"]);
  assert.equal(texts(socket).at(-1), "late");
  await at.control("POST", "faults", { event: "message", app: "own-alice", do: "close" });
  await at.post({ text: "lost" });
  assert.ok(await socket.ends());
});

test("an event can come with a goodbye, or find its socket silent", async (t) => {
  const at = await stage(t);
  await at.control("POST", "faults", [
    { event: "message", app: "own-alice", do: "disconnect", reason: "refresh_requested" },
    { event: "message", app: "own-alice", skip: 1, do: "silent" },
  ]);
  const leaving = await open(at, t);
  await at.post({ text: "last" });
  assert.ok(await leaving.ends());
  assert.deepEqual(leaving.frames.map(({ type }) => type), ["hello", "events_api", "disconnect"]);
  await open(at, t);
  await at.post({ text: "plain" });
  await at.post({ text: "swallowed" });
  const { sockets } = await at.control("GET", "sockets?app=own-alice");
  assert.deepEqual(sockets.map(({ silent }) => silent), [true]);
});

test("a muted API takes the call and never answers", async (t) => {
  const at = await stage(t);
  await at.control("POST", "network", { api: "mute" });
  const unheard = fetch(`${at.ready.api}auth.test`, { signal: AbortSignal.timeout(100) });
  await assert.rejects(unheard, { name: "TimeoutError" });
  await at.control("POST", "network", { api: "up" });
  assert.equal((await at.call("auth.test")).ok, true);
});

test("a verb that is not there is named in the refusal", async (t) => {
  const at = await stage(t);
  await assert.rejects(at.control("POST", "nonsense", {}), /no_such_verb/);
  await assert.rejects(at.control("POST", "faults", { do: "drop" }), /do_and_method_or_event_are_needed/);
});

test("a line to one person is opened once, and only the two of them read it", async (t) => {
  const at = await stage(t);
  const alice = at.client("alice");
  const { channel } = await alice.conversations.open({ users: at.ready.users.bob });
  const again = await alice.conversations.open({ users: at.ready.users.bob });
  assert.equal(again.channel.id, channel.id);
  const metadata = { event_type: "note", event_payload: { action: "a1" } };
  await alice.chat.postMessage({ channel: channel.id, text: "May I?", metadata });
  const read = { channel: channel.id, include_all_metadata: true };
  const { messages } = await at.client("bob").conversations.history(read);
  assert.deepEqual(messages.map(({ text, metadata: note }) => [text, note]), [["May I?", metadata]]);
  assert.equal(await refusal(at.client("carol").conversations.history(read)), "channel_not_found");
});
