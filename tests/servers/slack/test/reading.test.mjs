/** Reading a channel and a thread goes by Slack's rules of bounds, order and deletion. */
import assert from "node:assert/strict";
import test from "node:test";
import { refusal, stage } from "./stage.mjs";

const HOUR = 1_700_000_000;
const ts = (n) => `${HOUR + n}.000100`;

/** Five messages, one second apart. */
async function five(t) {
  const at = await stage(t);
  for (let n = 1; n <= 5; n += 1) await at.post({ text: `m${n}`, ts: ts(n) });
  const history = async (args, options) => {
    const answer = await at.call("conversations.history", { channel: at.support, ...args }, options);
    return { ...answer, texts: answer.messages?.map(({ text }) => text) };
  };
  return { at, history };
}

test("history answers GET and POST alike, newest first", async (t) => {
  const { history } = await five(t);
  const newestFirst = ["m5", "m4", "m3", "m2", "m1"];
  assert.deepEqual((await history({}, { verb: "GET" })).texts, newestFirst);
  assert.deepEqual((await history({})).texts, newestFirst);
});

test("bounds are exclusive unless inclusive", async (t) => {
  const { history } = await five(t);
  const bounds = { oldest: ts(2), latest: ts(4) };
  assert.deepEqual((await history(bounds)).texts, ["m3"]);
  assert.deepEqual((await history({ ...bounds, inclusive: "true" })).texts, ["m4", "m3", "m2"]);
});

test("oldest alone gives the slice nearest to it and goes on towards now", async (t) => {
  const { history } = await five(t);
  const first = await history({ oldest: ts(1), limit: 2 });
  assert.deepEqual(first.texts, ["m3", "m2"]);
  assert.equal(first.has_more, true);
  const cursor = first.response_metadata.next_cursor;
  const second = await history({ oldest: ts(1), limit: 2, cursor });
  assert.deepEqual(second.texts, ["m5", "m4"]);
  assert.equal(second.has_more, false);
});

test("oldest and latest together give the newest slice first", async (t) => {
  const { history } = await five(t);
  const page = await history({ oldest: ts(1), latest: ts(9), limit: 2 });
  assert.deepEqual(page.texts, ["m5", "m4"]);
  const cursor = page.response_metadata.next_cursor;
  assert.deepEqual((await history({ oldest: ts(1), latest: ts(9), limit: 2, cursor })).texts, ["m3", "m2"]);
});

test("a cursor that Slack did not give is refused", async (t) => {
  const { history } = await five(t);
  assert.equal((await history({ cursor: "bm9wZQ==" })).error, "invalid_cursor");
});

test("a thread is earliest first, and its later pages leave out the parent", async (t) => {
  const { at } = await five(t);
  for (const text of ["r1", "r2", "r3"]) await at.post({ text, thread_ts: ts(1) });
  const read = { channel: at.support, ts: ts(1), limit: 2 };
  const first = await at.call("conversations.replies", read);
  assert.deepEqual(first.messages.map(({ text }) => text), ["m1", "r1"]);
  const cursor = first.response_metadata.next_cursor;
  const second = await at.call("conversations.replies", { ...read, cursor });
  assert.deepEqual(second.messages.map(({ text }) => text), ["r2", "r3"]);
  await at.control("POST", "settings", { parent_on_every_page: true });
  const repeated = await at.call("conversations.replies", { ...read, cursor });
  assert.deepEqual(repeated.messages.map(({ text }) => text), ["m1", "r2", "r3"]);
});

test("an unknown thread and a root deleted without replies are not found", async (t) => {
  const { at } = await five(t);
  const client = at.client("alice");
  const read = (which) => client.conversations.replies({ channel: at.support, ts: which });
  assert.equal(await refusal(read(ts(99))), "thread_not_found");
  await at.control("POST", "delete", { channel: "support", ts: ts(2) });
  assert.equal(await refusal(read(ts(2))), "thread_not_found");
  assert.equal(await refusal(client.chat.postMessage({
    channel: at.support, text: "late", thread_ts: ts(2),
  })), "thread_not_found");
});

test("a root deleted with replies leaves a tombstone until the last reply goes", async (t) => {
  const { at, history } = await five(t);
  const reply = await at.post({ as: "bob", text: "r1", thread_ts: ts(5) });
  const deleted = await at.control("POST", "delete", { channel: "support", ts: ts(5) });
  assert.equal(deleted.tombstone, true);
  const [grave] = (await history({})).messages;
  assert.deepEqual(
    [grave.subtype, grave.user, grave.hidden, grave.text, grave.reply_count],
    ["tombstone", "USLACKBOT", true, "This message was deleted.", 1],
  );
  assert.equal((await at.call("reactions.add", { channel: at.support, timestamp: ts(5), name: "eyes" })).error, "message_not_found");
  await at.control("POST", "delete", { channel: "support", ts: reply.ts });
  assert.deepEqual((await history({})).texts, ["m4", "m3", "m2", "m1"]);
});

test("the counts of a parent fall when a reply is deleted", async (t) => {
  const { at, history } = await five(t);
  const first = await at.post({ text: "r1", thread_ts: ts(5) });
  const second = await at.post({ text: "r2", thread_ts: ts(5) });
  await at.control("POST", "delete", { channel: "support", ts: second.ts });
  const [parent] = (await history({})).messages;
  assert.equal(parent.reply_count, 1);
  assert.equal(parent.latest_reply, first.ts);
});

test("users of a mark come cut short and in the scripted order, the count stays true", async (t) => {
  const { at, history } = await five(t);
  const { alice, bob, carol } = at.ready.users;
  for (const as of ["alice", "bob", "carol"]) {
    await at.control("POST", "react", { channel: "support", ts: ts(5), as, name: "eyes" });
  }
  const script = { channel: "support", ts: ts(5), name: "eyes", order: ["carol", "bob"], shown: 1 };
  await at.control("POST", "reaction-users", script);
  const shown = (await history({})).messages[0].reactions;
  assert.deepEqual(shown, [{ name: "eyes", users: [carol], count: 3 }]);
  const full = await at.call("reactions.get", { channel: at.support, timestamp: ts(5), full: "true" });
  assert.deepEqual(full.message.reactions, [{ name: "eyes", users: [carol, bob, alice], count: 3 }]);
});

test("an order scripted before the first mark holds, and all lists can be cut", async (t) => {
  const { at, history } = await five(t);
  const { alice, bob } = at.ready.users;
  await at.control("POST", "reaction-users", { channel: "support", ts: ts(5), name: "eyes", order: ["bob", "alice"] });
  for (const as of ["alice", "bob"]) {
    await at.control("POST", "react", { channel: "support", ts: ts(5), as, name: "eyes" });
  }
  assert.deepEqual((await history({})).messages[0].reactions[0].users, [bob, alice]);
  await at.control("POST", "settings", { users_per_reaction: 1 });
  assert.deepEqual((await history({})).messages[0].reactions[0], { name: "eyes", users: [bob], count: 2 });
});

test("each reader can be shown themselves first", async (t) => {
  const { at } = await five(t);
  for (const as of ["alice", "bob"]) {
    await at.control("POST", "react", { channel: "support", ts: ts(5), as, name: "eyes" });
  }
  await at.control("POST", "settings", { own_mark_first: true });
  const read = async (person) => {
    const options = { token: at.ready.tokens[person] };
    const { message } = await at.call("reactions.get", { channel: at.support, timestamp: ts(5), full: "true" }, options);
    return message.reactions[0].users;
  };
  const { alice, bob } = at.ready.users;
  assert.deepEqual(await read("alice"), [alice, bob]);
  assert.deepEqual(await read("bob"), [bob, alice]);
});

test("a preview that Slack adds changes a message without an edit", async (t) => {
  const { at, history } = await five(t);
  const attachments = [{ title: "A page", from_url: "https://example.com" }];
  await at.control("POST", "edit", { channel: "support", ts: ts(5), text: "m5", attachments, unfurled: true });
  const [message] = (await history({})).messages;
  assert.deepEqual([message.attachments[0].title, message.edited], ["A page", undefined]);
});

test("bots post as today's bots do, and as yesterday's", async (t) => {
  const { at, history } = await five(t);
  const attachments = [{ author_name: "Dana", text: "disk full", color: "danger" }];
  await at.post({ as: undefined, bot: "grafana", text: "alert", attachments });
  await at.post({ as: undefined, bot: "grafana", text: "old alert", legacy: true, username: "Grafana" });
  const [old, modern] = (await history({})).messages;
  const { bot_id, user_id } = at.ready.bots.grafana;
  assert.deepEqual([modern.user, modern.bot_id, modern.subtype], [user_id, bot_id, undefined]);
  assert.deepEqual([modern.attachments[0].id, modern.attachments[0].author_name], [1, "Dana"]);
  assert.deepEqual([old.user, old.bot_id, old.subtype, old.username], [undefined, bot_id, "bot_message", "Grafana"]);
});

test("a hostile shape is shown as it was given", async (t) => {
  const { at, history } = await five(t);
  const long = "x".repeat(1_000_000);
  await at.post({ text: "harmless", raw: { text: long, user: 7, blocks: "none" } });
  const [message] = (await history({})).messages;
  assert.deepEqual([message.text, message.user, message.blocks], [long, 7, "none"]);
});

test("files stand on a message with name, size and address", async (t) => {
  const { at, history } = await five(t);
  await at.post({ text: "see here", files: [{ name: "trace.log", size: 4242, mimetype: "text/x-log" }] });
  const [message] = (await history({})).messages;
  assert.equal(message.text, "see here");
  const [file] = message.files;
  assert.deepEqual([file.name, file.size, file.mimetype, file.filetype], ["trace.log", 4242, "text/x-log", "log"]);
  assert.match(file.permalink, /^https:\/\/acme\.slack\.com\/files\//);
  await at.post({ files: [{ name: "alone.png", mimetype: "image/png" }] });
  assert.equal((await history({})).messages[0].text, "");
});

test("a private channel is not there for those outside, nor a hidden one for anyone", async (t) => {
  const { at, history } = await five(t);
  const desk = at.ready.channels.desk;
  assert.equal((await history({ channel: desk })).ok, true);
  await at.control("POST", "channels/leave", { channel: "desk", person: "alice" });
  assert.equal((await history({ channel: desk })).error, "channel_not_found");
  await at.control("POST", "channels/hide", { channel: "support" });
  assert.equal((await history({})).error, "channel_not_found");
});

test("nobody posts or marks in a channel they have not joined", async (t) => {
  const { at, history } = await five(t);
  const general = at.ready.channels.general;
  assert.equal((await at.call("chat.postMessage", { channel: general, text: "hi" })).error, "not_in_channel");
  assert.equal((await history({ channel: general })).ok, true);
  await at.call("conversations.join", { channel: general });
  assert.equal((await at.call("chat.postMessage", { channel: general, text: "hi" })).ok, true);
});

test("arguments of a reading method are not taken from JSON, and charset is asked for", async (t) => {
  const { at } = await five(t);
  const send = async (method, args) => {
    const response = await fetch(at.ready.api + method, {
      method: "POST",
      headers: { authorization: `Bearer ${at.ready.tokens.alice}`, "content-type": "application/json" },
      body: JSON.stringify(args),
    });
    return response.json();
  };
  assert.equal((await send("conversations.history", { channel: at.support })).error, "channel_not_found");
  const posted = await send("chat.postMessage", { channel: at.support, text: "hi" });
  assert.deepEqual([posted.ok, posted.warning], [true, "missing_charset"]);
});
