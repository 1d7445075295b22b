/** The vendor's Web API client finds a Slack here. */
import assert from "node:assert/strict";
import test from "node:test";
import { refusal, stage } from "./stage.mjs";

test("a message posted as a person is read back with the stamps of the app", async (t) => {
  const at = await stage(t);
  const alice = at.client("alice");
  const posted = await alice.chat.postMessage({ channel: at.support, text: "On it & soon" });
  const { messages } = await alice.conversations.history({ channel: at.support });
  assert.equal(messages.length, 1);
  const [message] = messages;
  assert.equal(message.ts, posted.ts);
  assert.equal(message.user, at.ready.users.alice);
  assert.equal(message.text, "On it &amp; soon");
  assert.equal(message.app_id, at.ready.apps["own-alice"].app_id);
  assert.equal(message.bot_id, at.ready.apps["own-alice"].bot_id);
  assert.equal(message.bot_profile.name, "Hotseat of alice");
  assert.equal(message.subtype, undefined);
});

test("a message typed by hand carries no stamps and rich text with the group's id", async (t) => {
  const at = await stage(t);
  const group = at.ready.usergroups.oncall;
  await at.post({ text: `<!subteam^${group}|@oncall> the export fails` });
  const { messages } = await at.client("alice").conversations.history({ channel: at.support });
  assert.equal(messages[0].bot_id, undefined);
  assert.equal(messages[0].app_id, undefined);
  assert.ok(messages[0].client_msg_id);
  const [mention, words] = messages[0].blocks[0].elements[0].elements;
  assert.deepEqual(mention, { type: "usergroup", usergroup_id: group });
  assert.equal(words.text, " the export fails");
});

test("a thread shows its counts on the parent and its parent on the replies", async (t) => {
  const at = await stage(t);
  const root = await at.post({ text: "help" });
  const bob = at.client("bob");
  await bob.chat.postMessage({ channel: at.support, thread_ts: root.ts, text: "looking" });
  const last = await at.post({ as: "customer", text: "thanks", thread_ts: root.ts });
  const { messages: [parent] } = await bob.conversations.history({ channel: at.support });
  assert.equal(parent.thread_ts, root.ts);
  assert.equal(parent.reply_count, 2);
  assert.equal(parent.latest_reply, last.ts);
  assert.deepEqual(parent.reply_users, [at.ready.users.bob, at.ready.users.customer]);
  const { messages } = await bob.conversations.replies({ channel: at.support, ts: root.ts });
  assert.deepEqual(messages.map(({ text }) => text), ["help", "looking", "thanks"]);
  assert.equal(messages[2].parent_user_id, at.ready.users.customer);
});

test("metadata comes back whole only when asked for", async (t) => {
  const at = await stage(t);
  const alice = at.client("alice");
  const root = await at.post({ text: "help" });
  const metadata = { event_type: "hotseat_act", event_payload: { act: "7" } };
  await alice.chat.postMessage({ channel: at.support, thread_ts: root.ts, text: "mine", metadata });
  const read = { channel: at.support, ts: root.ts };
  const whole = await alice.conversations.replies({ ...read, include_all_metadata: true });
  assert.deepEqual(whole.messages[1].metadata, metadata);
  const brief = await alice.conversations.replies(read);
  assert.deepEqual(brief.messages[1].metadata, { event_type: "hotseat_act" });
});

test("marks are put, seen in history, read in full and taken off", async (t) => {
  const at = await stage(t);
  const { ts } = await at.post({ text: "help" });
  const mark = { channel: at.support, timestamp: ts, name: "eyes" };
  await at.client("alice").reactions.add(mark);
  await at.client("bob").reactions.add(mark);
  assert.equal(await refusal(at.client("bob").reactions.add(mark)), "already_reacted");
  const { message } = await at.client("alice").reactions.get({ channel: at.support, timestamp: ts, full: true });
  const { alice, bob } = at.ready.users;
  assert.deepEqual(message.reactions, [{ name: "eyes", users: [alice, bob], count: 2 }]);
  await at.client("alice").reactions.remove(mark);
  const { messages } = await at.client("alice").conversations.history({ channel: at.support });
  assert.deepEqual(messages[0].reactions, [{ name: "eyes", users: [bob], count: 1 }]);
  assert.equal(await refusal(at.client("alice").reactions.remove(mark)), "no_reaction");
});

test("the vendor's paging walks a channel once through", async (t) => {
  const at = await stage(t);
  for (let i = 0; i < 7; i += 1) await at.post({ text: `number ${i}` });
  const texts = [];
  const pages = at.client("alice").paginate("conversations.history", { channel: at.support, limit: 3 });
  for await (const page of pages) texts.push(page.messages.map(({ text }) => text));
  assert.deepEqual(texts, [
    ["number 6", "number 5", "number 4"], ["number 3", "number 2", "number 1"], ["number 0"],
  ]);
});

test("user groups are listed with their people", async (t) => {
  const at = await stage(t);
  const client = at.client("alice");
  const { usergroups } = await client.usergroups.list({ include_users: true });
  assert.deepEqual(usergroups.map(({ handle }) => handle), ["oncall", "dev911"]);
  const { alice, bob } = at.ready.users;
  assert.deepEqual(usergroups[0].users, [alice, bob]);
  const { users } = await client.usergroups.users.list({ usergroup: at.ready.usergroups.oncall });
  assert.deepEqual(users, [alice, bob]);
  assert.equal(await refusal(client.usergroups.users.list({ usergroup: "S0NONE" })), "no_such_subteam");
  const all = await client.usergroups.list({ include_disabled: true });
  assert.ok(all.usergroups.find(({ handle }) => handle === "retired").date_delete > 0);
});

test("people, channels and bots are found by id", async (t) => {
  const at = await stage(t);
  const client = at.client("alice");
  const { user } = await client.users.info({ user: at.ready.users.bob });
  assert.equal(user.profile.email, "bob@example.com");
  assert.equal(user.tz, "Europe/London");
  const { members } = await client.users.list({});
  assert.ok(members.find(({ name, is_bot }) => name === "grafana" && is_bot));
  const { bot } = await client.bots.info({ bot: at.ready.bots.grafana.bot_id });
  assert.equal(bot.user_id, at.ready.bots.grafana.user_id);
  const { channels } = await client.conversations.list({});
  const membership = Object.fromEntries(channels.map(({ name, is_member }) => [name, is_member]));
  assert.deepEqual(membership, { general: false, random: false, support: true, engineering: true });
  const { channel } = await client.conversations.info({ channel: at.support });
  assert.equal(channel.name, "support");
  const found = await client.users.lookupByEmail({ email: "carol@example.com" });
  assert.equal(found.user.id, at.ready.users.carol);
});

test("a permalink names workspace, channel and message", async (t) => {
  const at = await stage(t);
  const root = await at.post({ text: "help" });
  const reply = await at.post({ text: "more", thread_ts: root.ts });
  const link = async (ts) => (await at.client("bob").chat.getPermalink({ channel: at.support, message_ts: ts })).permalink;
  const plain = (ts) => ts.replace(".", "");
  assert.equal(await link(root.ts), `https://acme.slack.com/archives/${at.support}/p${plain(root.ts)}`);
  assert.equal(await link(reply.ts), `https://acme.slack.com/archives/${at.support}/p${plain(reply.ts)}?thread_ts=${root.ts}&cid=${at.support}`);
});

test("an edit and a deletion are the author's alone", async (t) => {
  const at = await stage(t);
  const { ts } = await at.client("alice").chat.postMessage({ channel: at.support, text: "first" });
  assert.equal(await refusal(at.client("bob").chat.update({ channel: at.support, ts, text: "no" })), "cant_update_message");
  assert.equal(await refusal(at.client("bob").chat.delete({ channel: at.support, ts })), "cant_delete_message");
  await at.client("alice").chat.update({ channel: at.support, ts, text: "second" });
  const { messages: [message] } = await at.client("bob").conversations.history({ channel: at.support });
  assert.equal(message.text, "second");
  assert.equal(message.edited.user, at.ready.users.alice);
  await at.client("alice").chat.delete({ channel: at.support, ts });
  const { messages } = await at.client("bob").conversations.history({ channel: at.support });
  assert.deepEqual(messages, []);
});
