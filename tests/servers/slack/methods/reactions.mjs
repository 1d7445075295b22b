/** reactions.*: putting marks, taking them off, and reading them in full. */
import { mark, standing } from "../acts.mjs";
import { must } from "../refusal.mjs";
import { listPage, truthy } from "../pages.mjs";
import { marksOf, readingView } from "../shape.mjs";
import { micros } from "../ts.mjs";

export const methods = {
  "reactions.add": (slack, call) => change(slack, call, false),

  "reactions.remove": (slack, call) => change(slack, call, true),

  "reactions.get": async (slack, { who, channel, args }) => {
    mustName(args.timestamp);
    const message = standing(slack, channel, args.timestamp);
    const full = truthy(args.full);
    const view = readingView(slack.journal, message, { metadata: true });
    const shown = marking(slack, who);
    const marks = full ? wholeMarks(message, shown) : marksOf(message, shown);
    if (marks.length > 0) view.reactions = marks;
    const link = `${slack.world.team.url}archives/${channel.id}/p${message.ts.replace(".", "")}`;
    return { type: "message", channel: channel.id, message: { ...view, permalink: link } };
  },

  "reactions.list": async (slack, { who, args }) => {
    const user = args.user ? slack.world.person(args.user).id : who.id;
    const seen = [...slack.world.channels.values()].filter(({ members }) => members.has(who.id));
    const items = seen.flatMap(({ id }) => slack.journal.all(id))
      .filter(({ reactions }) => reactions.some(({ users }) => users.includes(user)))
      .map((message) => ({
        type: "message", channel: message.channel, message: readingView(slack.journal, message),
      }));
    const { page, next } = listPage(items, args, 100);
    return { items: page, response_metadata: { next_cursor: next } };
  },
};

async function change(slack, { who, channel, args }, off) {
  mustName(args.timestamp);
  must(channel.members.has(who.id), "not_in_channel");
  await mark(slack, { channel, ts: args.timestamp, author: who, name: args.name, off });
  return {};
}

function mustName(timestamp) {
  must(timestamp, "no_item_specified");
  must(micros(timestamp) !== null, "bad_timestamp");
}

/** How marks are shown to this person, by what a test has set. */
export function marking(slack, who) {
  const { users_per_reaction: cut, own_mark_first: own } = slack.settings;
  return { cut: cut ?? Infinity, first: own ? who.id : undefined };
}

// `full` gives everyone, whatever a test has cut from the other lists.
function wholeMarks(message, { first }) {
  return marksOf({ reactions: message.reactions.map((known) => ({ ...known, shown: undefined })) }, { first });
}
