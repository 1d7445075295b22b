/** The vendor's Socket Mode client lives on the sockets of this Slack. */
import assert from "node:assert/strict";
import test from "node:test";
import { next, stage } from "./stage.mjs";

// The client waits this long before it connects again, too.
const IMPATIENT = { clientPingTimeout: 300 };

/** Starts a client that acknowledges everything and remembers it. */
async function listening(at, person, options) {
  const client = at.socketClient(person, options);
  const heard = [];
  client.on("slack_event", async ({ ack, body, retry_num: retry }) => {
    heard.push({ event: body.event, body, retry });
    at.slack.watch.changed();
    await ack();
  });
  await client.start();
  const until = (count) => at.slack.watch.until(() => heard.length >= count, 5_000);
  return { client, heard, until };
}

test("posts, edits, marks and deletions arrive and are acknowledged", async (t) => {
  const at = await stage(t);
  const { heard, until } = await listening(at, "alice");
  const { ts } = await at.post({ text: "help" });
  await at.control("POST", "edit", { channel: "support", ts, text: "help please" });
  await at.client("bob").reactions.add({ channel: at.support, timestamp: ts, name: "eyes" });
  await at.client("bob").reactions.remove({ channel: at.support, timestamp: ts, name: "eyes" });
  await at.control("DELETE", "calls");
  await at.control("POST", "delete", { channel: "support", ts });
  assert.ok(await until(5));
  assert.deepEqual(heard.map(({ event }) => [event.type, event.subtype]), [
    ["message", undefined], ["message", "message_changed"], ["reaction_added", undefined],
    ["reaction_removed", undefined], ["message", "message_deleted"],
  ]);
  assert.equal(heard[0].event.channel_type, "channel");
  assert.equal(heard[1].event.message.text, "help please");
  assert.equal(heard[1].event.previous_message.text, "help");
  assert.equal(heard[2].event.item_user, at.ready.users.customer);
  assert.equal(heard[4].event.deleted_ts, ts);
  assert.equal(heard[0].body.authorizations[0].user_id, at.ready.users.alice);
  const acked = await at.control("GET", "events?app=own-alice&acked=true&at_least=5");
  assert.ok(acked.met);
});

test("a reply sent to the channel too arrives once, with its root", async (t) => {
  const at = await stage(t);
  const root = await at.post({ text: "help" });
  const { heard, until } = await listening(at, "alice");
  await at.client("bob").chat.postMessage({
    channel: at.support, thread_ts: root.ts, text: "fixed", reply_broadcast: true,
  });
  assert.ok(await until(1));
  assert.equal(heard[0].event.subtype, "thread_broadcast");
  assert.equal(heard[0].event.root.text, "help");
  const { messages } = await at.client("bob").conversations.history({ channel: at.support });
  assert.deepEqual(messages.map(({ text }) => text), ["fixed", "help"]);
});

for (const reason of ["refresh_requested", "warning"]) {
  test(`the client comes back after ${reason} and hears on`, async (t) => {
    const at = await stage(t);
    const { client, heard, until } = await listening(at, "alice", IMPATIENT);
    const back = next(client, "connected");
    await at.control("POST", "sockets", { do: "disconnect", reason });
    await back;
    const open = await at.control("GET", "sockets?app=own-alice&at_least=1");
    assert.ok(open.met);
    await at.post({ text: "after" });
    assert.ok(await until(1));
    assert.equal(heard[0].event.text, "after");
  });
}

test("the client comes back after a lost connection", async (t) => {
  const at = await stage(t);
  const { client, until } = await listening(at, "alice", IMPATIENT);
  const back = next(client, "connected");
  await at.control("POST", "sockets", { do: "terminate" });
  await back;
  await at.post({ text: "after" });
  assert.ok(await until(1));
});

test("the client notices a silent socket by the missing pongs", async (t) => {
  const at = await stage(t);
  const { client } = await listening(at, "alice", IMPATIENT);
  const back = next(client, "connected");
  await at.control("POST", "sockets", { do: "silent" });
  await back;
  const calls = await at.control("GET", "calls?method=apps.connections.open");
  assert.ok(calls.calls.length >= 2);
});

test("two connections of one app share the events between them", async (t) => {
  const at = await stage(t);
  const first = await listening(at, "alice");
  const second = await listening(at, "alice");
  for (let i = 0; i < 4; i += 1) await at.post({ text: `number ${i}` });
  await at.slack.watch.until(() => first.heard.length + second.heard.length >= 4, 5_000);
  assert.equal(first.heard.length, 2);
  assert.equal(second.heard.length, 2);
});

test("people with apps of their own each hear everything", async (t) => {
  const at = await stage(t);
  const alice = await listening(at, "alice");
  const bob = await listening(at, "bob");
  await at.post({ text: "help" });
  assert.ok(await alice.until(1));
  assert.ok(await bob.until(1));
});
