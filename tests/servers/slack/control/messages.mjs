/** Control verbs about messages: as typed by hand, by a bot, edited, deleted, marked. */
import { edit, mark, post, remove, standing } from "../acts.mjs";
import { must } from "../refusal.mjs";
import { readingView } from "../shape.mjs";
import { waited } from "./waiting.mjs";

export const routes = {
  "POST post": async (slack, body) => {
    const channel = slack.world.channel(body.channel, { hidden: true });
    const { author, app, bot } = speaker(slack, body);
    const { message } = await post(slack, {
      channel, author, app, bot, args: body, ts: body.ts, raw: body.raw, quiet: body.quiet,
    });
    return shown(slack, message);
  },

  "POST edit": async (slack, body) => {
    const { channel, author } = found(slack, body);
    const { message } = await edit(slack, { channel, ts: body.ts, author, args: body, quiet: body.quiet });
    return shown(slack, message);
  },

  "POST delete": async (slack, body) => {
    const { channel, author } = found(slack, body);
    const message = await remove(slack, { channel, ts: body.ts, author, quiet: body.quiet });
    return { ts: message.ts, tombstone: Boolean(message.tombstone) };
  },

  "POST react": (slack, body) => reacted(slack, body, false),

  "POST unreact": (slack, body) => reacted(slack, body, true),

  "POST reaction-users": async (slack, body) => {
    const channel = slack.world.channel(body.channel, { hidden: true });
    const message = standing(slack, channel, body.ts);
    const order = body.order?.map((ref) => slack.world.person(ref).id);
    message.orders = { ...message.orders, [body.name]: order };
    const known = message.reactions.find(({ name }) => name === body.name);
    if (known) Object.assign(known, { order: order ?? known.order, shown: body.shown });
    return { reactions: message.reactions };
  },

  "GET messages": async (slack, _body, query) => {
    const channel = slack.world.channel(query.channel, { hidden: true });
    return waited(slack, query, "messages", () => slack.journal.all(channel.id)
      .filter((message) => matches(message, query))
      .map((message) => shown(slack, message).message));
  },
};

function matches(message, { containing, thread_ts, by }) {
  return (!containing || String(message.body.text).includes(containing))
    && (!thread_ts || message.thread_ts === thread_ts || message.ts === thread_ts)
    && (!by || message.author === by);
}

function shown(slack, message) {
  const view = readingView(slack.journal, message, { metadata: true });
  return {
    channel: message.channel,
    ts: message.ts,
    message: { ...view, by: message.author, through_app: view.app_id ?? null },
  };
}

async function reacted(slack, body, off) {
  const channel = slack.world.channel(body.channel, { hidden: true });
  const author = slack.world.person(body.as);
  const { name, quiet } = body;
  const message = await mark(slack, { channel, ts: body.ts, author, name, off, quiet });
  return { reactions: readingView(slack.journal, message).reactions ?? [] };
}

/** Whoever wrote the message is the one who may change it. */
function found(slack, { channel: ref, ts }) {
  const channel = slack.world.channel(ref, { hidden: true });
  const message = standing(slack, channel, ts);
  return { channel, author: slack.world.people.get(message.author) };
}

function speaker(slack, { as, bot: botRef, app: appRef, legacy = false }) {
  must(as || botRef, "as_or_bot_is_needed");
  if (!botRef) return { author: slack.world.person(as), app: appRef && slack.world.app(appRef) };
  const bot = slack.world.bot(botRef);
  return { author: slack.world.people.get(bot.name), app: bot, bot: { legacy } };
}
