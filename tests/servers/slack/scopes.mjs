/** Which scope each method needs; a function where it hangs on the channel. */

const kindOf = (channel) => (channel?.is_im ? "im" : channel?.is_private ? "groups" : "channels");
const byChannel = (verb) => (channel) => `${kindOf(channel)}:${verb}`;

export const SCOPES = {
  "bots.info": "users:read",
  "chat.delete": "chat:write",
  "chat.postEphemeral": "chat:write",
  "chat.postMessage": "chat:write",
  "chat.update": "chat:write",
  "conversations.history": byChannel("history"),
  "conversations.info": byChannel("read"),
  "conversations.join": byChannel("write"),
  "conversations.leave": byChannel("write"),
  "conversations.members": byChannel("read"),
  "conversations.open": "im:write",
  "conversations.replies": byChannel("history"),
  "reactions.add": "reactions:write",
  "reactions.get": "reactions:read",
  "reactions.list": "reactions:read",
  "reactions.remove": "reactions:write",
  "team.info": "team:read",
  "usergroups.list": "usergroups:read",
  "usergroups.users.list": "usergroups:read",
  "users.info": "users:read",
  "users.list": "users:read",
  "users.lookupByEmail": "users:read.email",
};

/** Methods that only read: Slack takes their arguments from a form or the URL, not from JSON. */
export const FORM_ONLY = new Set([
  "bots.info", "chat.getPermalink", "conversations.history", "conversations.info",
  "conversations.list", "conversations.members", "conversations.replies", "reactions.get",
  "reactions.list", "team.info", "usergroups.list", "usergroups.users.list",
  "users.conversations", "users.info", "users.list", "users.lookupByEmail",
]);
