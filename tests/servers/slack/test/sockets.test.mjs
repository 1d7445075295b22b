/** Socket Mode frame by frame: what the vendor's client hides from a test. */
import assert from "node:assert/strict";
import test from "node:test";
import WebSocket from "ws";
import { open, texts } from "./bare-socket.mjs";
import { stage } from "./stage.mjs";

test("hello counts the app's connections and a ticket is good once", async (t) => {
  const at = await stage(t);
  const first = await open(at, t);
  const second = await open(at, t);
  assert.deepEqual([first, second].map(({ frames }) => [frames[0].type, frames[0].num_connections]), [["hello", 1], ["hello", 2]]);
  assert.equal(first.frames[0].connection_info.app_id, at.ready.apps["own-alice"].app_id);
  const again = new WebSocket(first.url);
  const status = await new Promise((resolve) => {
    again.on("unexpected-response", (_request, response) => resolve(response.statusCode));
    again.on("open", () => resolve("opened"));
  });
  again.on("error", () => {});
  again.terminate();
  assert.equal(status, 404);
});

test("an event not acknowledged in three seconds comes again, the same event", async (t) => {
  const at = await stage(t);
  await at.control("POST", "clock", { frozen: true });
  const socket = await open(at, t);
  await at.post({ text: "help" });
  assert.ok(await socket.has(2));
  await at.control("POST", "clock", { advance_ms: 2_999 });
  assert.equal(socket.frames.length, 2);
  await at.control("POST", "clock", { advance_ms: 1 });
  assert.ok(await socket.has(3));
  const [, first, second] = socket.frames;
  assert.equal(second.payload.event_id, first.payload.event_id);
  assert.deepEqual([first.retry_attempt, second.retry_attempt, second.retry_reason], [0, 1, "timeout"]);
  socket.ack(second);
  assert.ok((await at.control("GET", "events?app=own-alice&acked=true&at_least=1")).met);
  await at.control("POST", "clock", { advance_ms: 10_000 });
  assert.equal(socket.frames.length, 3);
});

test("what a silent socket swallows goes to another one later", async (t) => {
  const at = await stage(t);
  await at.control("POST", "clock", { frozen: true });
  const deaf = await open(at, t);
  const { sockets: [{ id }] } = await at.control("GET", "sockets");
  await at.control("POST", "sockets", { do: "silent", id });
  const live = await open(at, t);
  await at.post({ text: "help" });
  await at.control("POST", "clock", { advance_ms: 3_000 });
  assert.ok(await live.has(2));
  assert.equal(deaf.frames.length, 1);
  assert.equal(live.frames[1].retry_attempt, 1);
});

test("pings are answered until the socket falls silent", async (t) => {
  const at = await stage(t);
  const socket = await open(at, t);
  socket.ws.ping("one");
  assert.ok(await socket.ponged("one"));
  await at.control("POST", "sockets", { do: "silent" });
  socket.ws.ping("two");
  assert.ok(await at.slack.watch.until(() => at.slack.sockets.of()[0].received === 2, 5_000));
  await at.control("POST", "sockets", { do: "wake" });
  socket.ws.ping("three");
  assert.ok(await socket.ponged("three"));
  assert.deepEqual(socket.pongs, ["one", "three"]);
});

test("the server pings every ten seconds of its clock", async (t) => {
  const at = await stage(t);
  await at.control("POST", "clock", { frozen: true });
  const socket = await open(at, t);
  const pinged = new Promise((resolve) => socket.ws.once("ping", resolve));
  await at.control("POST", "clock", { advance_ms: 10_000 });
  assert.match((await pinged).toString(), /^Ping from applink-/);
});

test("after a warning the socket still hears, and is closed ten seconds later", async (t) => {
  const at = await stage(t);
  await at.control("POST", "clock", { frozen: true });
  const socket = await open(at, t);
  await at.control("POST", "sockets", { do: "disconnect", reason: "warning" });
  await at.post({ text: "still here" });
  assert.ok(await socket.has(3));
  socket.ack(socket.frames[2]);
  await at.control("GET", "events?acked=true&at_least=1");
  await at.control("POST", "clock", { advance_ms: 10_000 });
  assert.ok(await socket.ends());
  assert.deepEqual(socket.frames.map(({ type, reason }) => reason ?? type), ["hello", "warning", "events_api", "refresh_requested"]);
});

test("link_disabled closes and lets nobody open again", async (t) => {
  const at = await stage(t);
  const socket = await open(at, t);
  await at.control("POST", "sockets", { do: "disconnect", reason: "link_disabled" });
  assert.ok(await socket.ends());
  assert.equal(socket.frames[1].reason, "link_disabled");
  const again = await at.call("apps.connections.open", {}, { token: at.ready.app_token });
  assert.equal(again.ok, false);
});

test("the eleventh connection is told there are too many", async (t) => {
  const at = await stage(t);
  for (let n = 0; n < 10; n += 1) await open(at, t);
  const eleventh = await open(at, t);
  assert.ok(await eleventh.ends());
  assert.equal(eleventh.frames[0].reason, "too_many_websockets");
});

test("a duplicated event comes twice under one id", async (t) => {
  const at = await stage(t);
  const socket = await open(at, t);
  await at.control("POST", "faults", { event: "message", do: "duplicate" });
  await at.post({ text: "help" });
  assert.ok(await socket.has(3));
  const [, first, second] = socket.frames;
  assert.equal(first.payload.event_id, second.payload.event_id);
  assert.notEqual(first.envelope_id, second.envelope_id);
});

test("a reordered event comes after the next, a held one when released", async (t) => {
  const at = await stage(t);
  const socket = await open(at, t);
  await at.control("POST", "faults", [
    { event: "message", app: "own-alice", do: "reorder" },
    { event: "message", app: "own-alice", skip: 1, do: "hold", name: "late" },
  ]);
  for (const text of ["one", "two", "three"]) await at.post({ text });
  assert.ok(await socket.has(3));
  assert.deepEqual(texts(socket), ["two", "one"]);
  await at.control("POST", "release", { name: "late" });
  assert.ok(await socket.has(4));
  assert.deepEqual(texts(socket), ["two", "one", "three"]);
});

test("a dropped or quiet event never comes, the message stands all the same", async (t) => {
  const at = await stage(t);
  const socket = await open(at, t);
  await at.control("POST", "faults", { event: "message", app: "own-alice", do: "drop" });
  for (const [text, quiet] of [["dropped", false], ["quiet", true], ["heard", false]]) await at.post({ text, quiet });
  assert.ok(await socket.has(2));
  assert.deepEqual(texts(socket), ["heard"]);
  assert.equal((await at.control("GET", "messages?channel=support")).messages.length, 3);
});

test("events while nobody listens are lost for good", async (t) => {
  const at = await stage(t);
  await at.post({ text: "unheard" });
  const socket = await open(at, t);
  await at.post({ text: "heard" });
  assert.ok(await socket.has(2));
  assert.deepEqual(texts(socket), ["heard"]);
  const { events } = await at.control("GET", "events?app=own-alice&lost=true");
  assert.equal(events.length, 1);
});

test("what happens in a private channel is told only to those inside", async (t) => {
  const at = await stage(t);
  const socket = await open(at, t);
  await at.control("POST", "channels/leave", { channel: "desk", person: "alice" });
  await at.post({ channel: "desk", text: "between us" });
  await at.post({ text: "for all" });
  assert.ok(await socket.has(2));
  assert.deepEqual(texts(socket), ["for all"]);
});

test("ghosts count in hello and take their share", async (t) => {
  const at = await stage(t);
  await at.control("POST", "ghosts", { app: "own-alice", count: 1 });
  const socket = await open(at, t);
  assert.equal(socket.frames[0].num_connections, 2);
  for (const text of ["one", "two", "three", "four"]) await at.post({ text });
  assert.ok(await socket.has(3));
  assert.deepEqual(texts(socket), ["one", "three"]);
});

test("the burial of a root and a changed group are told", async (t) => {
  const at = await stage(t);
  const root = await at.post({ text: "help", quiet: true });
  await at.post({ text: "more", thread_ts: root.ts, quiet: true });
  const socket = await open(at, t);
  await at.control("POST", "delete", { channel: "support", ts: root.ts });
  await at.control("POST", "usergroups", { handle: "oncall", users: ["carol"] });
  assert.ok(await socket.has(4));
  const [, burial, members, updated] = socket.frames.map(({ payload }) => payload?.event);
  assert.deepEqual([burial.subtype, burial.message.subtype], ["message_changed", "tombstone"]);
  assert.deepEqual(members.added_users, [at.ready.users.carol]);
  assert.deepEqual(updated.subteam.users, [at.ready.users.carol]);
});

test("a renamed channel is told under its new name", async (t) => {
  const at = await stage(t);
  const socket = await open(at, t);
  await at.control("POST", "channels/rename", { channel: "support", name: "helpdesk" });
  assert.ok(await socket.has(2));
  const told = socket.frames.map(({ payload }) => payload?.event).find((event) => event?.type === "channel_rename");
  assert.deepEqual([told.channel.id, told.channel.name], [at.support, "helpdesk"]);
});
