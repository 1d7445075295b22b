/** Every method that the server answers itself, and what happens to the others. */
import { absorb } from "../acts.mjs";
import * as chat from "./chat.mjs";
import * as conversations from "./conversations.mjs";
import * as reactions from "./reactions.mjs";
import * as people from "./people.mjs";
import * as usergroups from "./usergroups.mjs";
import * as access from "./access.mjs";

export const methods = {
  ...chat.methods,
  ...conversations.methods,
  ...reactions.methods,
  ...people.methods,
  ...usergroups.methods,
  ...access.methods,
};

/** Hands a call to the workspace behind, and takes in what it changed there. */
export async function forward(slack, call) {
  const answer = await slack.inner.call(call.who.name, call.method, call.args);
  if (/^conversations\.(join|leave|invite|kick|rename|archive|unarchive|set|create)/.test(call.method)) {
    await slack.world.relearnChannels();
    const id = call.args.channel ?? answer.channel?.id;
    if (id) await absorb(slack, slack.world.channel(id, { hidden: true }));
    if (call.method === "conversations.rename") renamed(slack, answer.channel);
  }
  return answer;
}

function renamed(slack, { id, name }) {
  const channel = slack.world.channel(id, { hidden: true });
  slack.events.toldIn(channel, {
    type: "channel_rename",
    channel: { id, name, name_normalized: name, is_channel: true, is_mpim: false, created: 1700000000 },
  });
}
