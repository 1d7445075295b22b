/** chat.*: posting, editing, deleting and linking messages. */
import { edit, post, remove } from "../acts.mjs";
import { must } from "../refusal.mjs";
import { readingView } from "../shape.mjs";

export const methods = {
  "chat.postMessage": async (slack, { who, app, channel, args }) => {
    must(channel.members.has(who.id), "not_in_channel");
    const { message, said } = await post(slack, { channel, author: who, app, args });
    const { warning, response_metadata } = said;
    return {
      channel: channel.id,
      ts: message.ts,
      message: readingView(slack.journal, message, { metadata: true }),
      ...(warning ? { warning, response_metadata } : {}),
    };
  },

  "chat.update": async (slack, { who, channel, args }) => {
    const { message } = await edit(slack, { channel, ts: args.ts, author: who, args });
    const view = readingView(slack.journal, message, { metadata: true });
    return { channel: channel.id, ts: message.ts, text: view.text, message: view };
  },

  "chat.delete": async (slack, { who, channel, args }) => {
    const { ts } = await remove(slack, { channel, ts: args.ts, author: who });
    return { channel: channel.id, ts };
  },

  "chat.getPermalink": async (slack, { channel, args }) => {
    const message = slack.journal.get(channel.id, args.message_ts);
    must(message, "message_not_found");
    const link = `${slack.world.team.url}archives/${channel.id}/p${message.ts.replace(".", "")}`;
    const inThread = message.thread_ts ? `?thread_ts=${message.thread_ts}&cid=${channel.id}` : "";
    return { channel: channel.id, permalink: `${link}${inThread}` };
  },
};
