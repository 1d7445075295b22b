/** What anyone can do to a message: done in the workspace behind, kept, and told. */
import { randomUUID } from "node:crypto";
import { truthy } from "./pages.mjs";
import { escaped, richText } from "./richtext.mjs";
import { Refusal, must } from "./refusal.mjs";
import { fileShape, numbered, readingView, stampsOf } from "./shape.mjs";
import { TS_FORM } from "./ts.mjs";

const PASSED_ON = ["metadata", "username", "icon_url", "icon_emoji", "mrkdwn", "parse", "link_names"];

/**
 * Posts a message. `author`: a person or a bot's name for the workspace behind;
 * `app`: the app it goes through, if any; `ts`: an instant of the test's choice;
 * `raw`: fields laid over the message as it is shown, unchecked.
 */
export async function post(slack, { channel, author, app, bot, args, ts, raw, quiet }) {
  const root = args.thread_ts ? threadRoot(slack, channel, args.thread_ts) : null;
  must(!ts || (TS_FORM.test(ts) && !slack.journal.get(channel.id, ts)), "bad_ts");
  const passed = Object.fromEntries(PASSED_ON.map((key) => [key, args[key]]));
  const text = args.text || (args.files ? "(file)" : args.text);
  const said = await slack.inner.call(author.name, "chat.postMessage", {
    channel: channel.id,
    text,
    blocks: args.blocks,
    attachments: args.attachments,
    thread_ts: root?.inner,
    ...passed,
  });
  const message = slack.journal.add({
    channel: channel.id,
    ts: ts ?? slack.stamps.next(),
    inner: said.ts,
    author: author.name,
    thread_ts: root?.ts ?? null,
    broadcast: truthy(args.reply_broadcast),
    metadata: said.message.metadata,
    reactions: [],
    files: filesOf(slack, args.files, author),
    body: { ...bodyOf(slack, { said: said.message, author, app, bot, args }), ...raw },
  });
  if (!quiet) slack.events.posted(message);
  slack.watch.changed();
  return { message, said };
}

/** Edits a message as its author. */
export async function edit(slack, { channel, ts, author, args, quiet }) {
  const message = standing(slack, channel, ts);
  const before = readingView(slack.journal, message, { metadata: true });
  const said = await slack.inner.call(author.name, "chat.update", {
    channel: channel.id, ts: message.inner, text: args.text, blocks: args.blocks,
    attachments: args.attachments, metadata: args.metadata,
  });
  const body = { ...message.body, text: escaped(said.message.text ?? "") };
  body.blocks = said.message.blocks ?? richText(body.text);
  body.attachments = numbered(said.message.attachments);
  message.body = body;
  message.metadata = said.message.metadata ?? message.metadata;
  // What Slack adds by itself, such as the preview of a link, is no edit.
  if (!args.unfurled) message.edited = { user: said.message.edited.user, ts: slack.stamps.next() };
  if (!quiet) slack.events.changed(message, before);
  slack.watch.changed();
  return { message, said };
}

/** Deletes a message: a root with replies leaves a tombstone, anything else is gone. */
export async function remove(slack, { channel, ts, author, quiet }) {
  const message = standing(slack, channel, ts);
  const before = readingView(slack.journal, message, { metadata: true });
  await slack.inner.call(author.name, "chat.delete", { channel: channel.id, ts: message.inner });
  if (slack.journal.replies(channel.id, message.ts).length > 0) {
    bury(message);
    if (!quiet) slack.events.changed(message, before);
  } else {
    slack.journal.drop(message);
    if (!quiet) slack.events.deleted(channel.id, message.ts, before);
    clearEmptyGrave(slack, channel, message.thread_ts, quiet);
  }
  slack.watch.changed();
  return message;
}

/** Puts a mark on a message or takes it off. */
export async function mark(slack, { channel, ts, author, name, off, quiet }) {
  const method = off ? "reactions.remove" : "reactions.add";
  must(/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name ?? ""), "invalid_name");
  const message = standing(slack, channel, ts);
  await slack.inner.call(author.name, method, { channel: channel.id, timestamp: message.inner, name });
  const known = message.reactions.find((reaction) => reaction.name === name);
  if (off) {
    known.users = known.users.filter((id) => id !== author.id);
    if (known.users.length === 0) message.reactions = message.reactions.filter((it) => it !== known);
  } else if (known) known.users.push(author.id);
  else message.reactions.push({ name, users: [author.id], order: message.orders?.[name] });
  if (!quiet) slack.events.marked(off ? "reaction_removed" : "reaction_added", message, author.id, name);
  slack.watch.changed();
  return message;
}

/** Takes in what the workspace behind wrote by itself, such as a line about a new topic. */
export async function absorb(slack, channel) {
  const member = [...slack.world.people.values()].find(({ id }) => channel.members.has(id));
  if (!member) return;
  const reader = member.name;
  const { messages } = await slack.inner.call(reader, "conversations.history", { channel: channel.id, limit: 20 });
  for (const { ts: inner, reactions, reply_count, reply_users, ...body } of messages.reverse()) {
    // A message without a subtype is somebody's, and is kept by `post`.
    if (!body.subtype || slack.journal.byInner(channel.id, inner)) continue;
    const message = {
      channel: channel.id, ts: slack.stamps.next(), inner, author: reader, thread_ts: null,
      broadcast: false, reactions: [], body: { ...body, team: slack.world.team.id },
    };
    slack.events.posted(slack.journal.add(message));
  }
  slack.watch.changed();
}

/** The message at that instant, unless it is gone. */
export function standing(slack, channel, ts) {
  const message = slack.journal.get(channel.id, ts);
  must(message && !message.tombstone, "message_not_found");
  return message;
}

function threadRoot(slack, channel, ts) {
  must(TS_FORM.test(ts), "invalid_thread_ts");
  const found = slack.journal.get(channel.id, ts);
  if (!found) throw new Refusal("thread_not_found");
  return found.thread_ts ? slack.journal.get(channel.id, found.thread_ts) ?? found : found;
}

function bury(message) {
  message.tombstone = true;
  message.reactions = [];
  delete message.files;
  delete message.edited;
  delete message.metadata;
}

function clearEmptyGrave(slack, channel, rootTs, quiet) {
  const root = rootTs && slack.journal.get(channel.id, rootTs);
  if (!root?.tombstone || slack.journal.replies(channel.id, rootTs).length > 0) return;
  const before = readingView(slack.journal, root);
  slack.journal.drop(root);
  if (!quiet) slack.events.deleted(channel.id, rootTs, before);
}

function filesOf(slack, files, author) {
  const context = { user: author.id, team: slack.world.team, at: slack.clock.seconds() };
  return files?.map((file) => fileShape(file, context));
}

function bodyOf(slack, { said, author, app, bot, args }) {
  const team = slack.world.team;
  const text = escaped(args.text ? said.text : "");
  const body = { type: "message", text, team: team.id };
  if (!bot?.legacy) body.user = author.id;
  if (!app) body.client_msg_id = args.client_msg_id ?? randomUUID();
  if (bot?.legacy) {
    Object.assign(body, { subtype: "bot_message", bot_id: app.bot_id, app_id: app.app_id });
    body.username = args.username ?? app.name;
    delete body.team;
  } else if (app) Object.assign(body, stampsOf(app, team));
  if (args.subtype) body.subtype = args.subtype;
  const blocks = said.blocks ?? (bot?.legacy ? undefined : richText(text));
  if (blocks) body.blocks = blocks;
  if (said.attachments) body.attachments = numbered(said.attachments);
  return body;
}
