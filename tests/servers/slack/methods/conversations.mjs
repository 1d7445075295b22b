/** conversations.*: what is in a channel and in a thread. */
import { must } from "../refusal.mjs";
import { boundsOf, historyPage, listPage, threadPage, truthy } from "../pages.mjs";
import { readingView } from "../shape.mjs";
import { requireScope } from "../tokens.mjs";
import { marking } from "./reactions.mjs";

const SCOPE_OF_TYPE = {
  public_channel: "channels:read",
  private_channel: "groups:read",
  im: "im:read",
  mpim: "mpim:read",
};

export const methods = {
  "conversations.history": async (slack, { who, channel, args, method }) => {
    await askBehind(slack, who, channel);
    const bounds = boundsOf(args, slack.limits.maxObjects(method));
    const top = slack.journal.all(channel.id).filter(({ thread_ts, broadcast }) => !thread_ts || broadcast);
    const { page, next } = historyPage(top, bounds);
    return {
      ...(args.oldest ? { oldest: args.oldest } : {}),
      ...(args.latest ? { latest: args.latest } : {}),
      ...reading(slack, who, page, { args, next }),
      pin_count: 0,
      channel_actions_ts: null,
      channel_actions_count: 0,
    };
  },

  "conversations.replies": async (slack, { who, channel, args, method }) => {
    await askBehind(slack, who, channel);
    const bounds = boundsOf(args, slack.limits.maxObjects(method));
    const root = slack.journal.get(channel.id, args.ts);
    must(root, "thread_not_found");
    // The time of a reply names that reply alone.
    const thread = root.thread_ts ? [root] : [root, ...slack.journal.replies(channel.id, root.ts)];
    const { page, next } = threadPage(thread, bounds);
    const repeated = slack.settings.parent_on_every_page && !page.includes(thread[0]);
    return reading(slack, who, repeated ? [thread[0], ...page] : page, { args, next });
  },

  "conversations.list": async (slack, call) => {
    const known = await channelsOf(slack, call);
    const { page, next } = listPage(known, call.args, 100);
    return { channels: page, response_metadata: { next_cursor: next } };
  },

  "users.conversations": async (slack, call) => {
    const known = await channelsOf(slack, call);
    const { page, next } = listPage(known.filter(({ is_member }) => is_member), call.args, 100);
    const channels = page.map(({ is_member, num_members, ...channel }) => channel);
    return { channels, response_metadata: { next_cursor: next } };
  },

  "conversations.info": async (slack, { who, channel }) => {
    const answer = await slack.inner.call(who.name, "conversations.info", { channel: channel.id });
    return { channel: channelShape(slack, answer.channel) };
  },

  "conversations.open": async (slack, { who, args: { users } }) => {
    const other = slack.world.person(users);
    const said = await slack.inner.call(who.name, "conversations.open", { users: other.id });
    const { id } = slack.world.learnLine(said.channel.id, [who.id, other.id]);
    return { channel: { id } };
  },

  "conversations.members": async (_slack, { channel, args }) => {
    const { page, next } = listPage([...channel.members], args, 100);
    return { members: page, response_metadata: { next_cursor: next } };
  },
};

/** The workspace behind says whether this person may read here. */
function askBehind(slack, who, channel) {
  return slack.inner.call(who.name, "conversations.history", { channel: channel.id, limit: 1 });
}

function reading(slack, who, page, { args, next }) {
  const options = { metadata: truthy(args.include_all_metadata), ...marking(slack, who) };
  return {
    messages: page.map((message) => readingView(slack.journal, message, options)),
    has_more: next !== "",
    ...(next ? { response_metadata: { next_cursor: next } } : {}),
  };
}

async function channelsOf(slack, { who, record, args: { types, exclude_archived } }) {
  for (const type of (types ?? "public_channel").split(",")) {
    requireScope(record, SCOPE_OF_TYPE[type.trim()]);
  }
  const asked = { types, exclude_archived, limit: 1000 };
  const { channels } = await slack.inner.call(who.name, "conversations.list", asked);
  const hidden = ({ id }) => slack.world.channels.get(id)?.hidden;
  return channels.filter((channel) => !hidden(channel)).map((channel) => channelShape(slack, channel));
}

function channelShape(slack, { is_open, last_read, ...channel }) {
  return {
    ...channel,
    is_general: channel.name === "general",
    unlinked: 0,
    is_shared: false,
    is_ext_shared: false,
    is_org_shared: false,
    pending_shared: [],
    context_team_id: slack.world.team.id,
    updated: channel.created * 1000,
    shared_team_ids: [slack.world.team.id],
    previous_names: [],
  };
}
