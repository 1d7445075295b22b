/** Control verbs about the workspace: tokens, sign-in, channels, people, groups. */
import { groupShape } from "../methods/usergroups.mjs";
import { forward } from "../methods/index.mjs";
import { must } from "../refusal.mjs";
import { CARETAKER } from "../inner.mjs";

export const routes = {
  "POST tokens/revoke": async (slack, body) => changed(slack, body, (record) => {
    record.revoked = true;
    if (record.grant) slack.oauth.endGrant(record.grant);
  }),

  "POST tokens/expire": async (slack, body) => changed(slack, body, (record) => {
    record.expires_at = slack.clock.now();
  }),

  "POST tokens/scopes": async (slack, body) => changed(slack, body, (record) => {
    const kept = body.scopes ?? record.scopes;
    record.scopes = kept.filter((scope) => !(body.without ?? []).includes(scope));
  }),

  "POST tokens/issue": async (slack, { person, app, scopes, token, expires_in }) => {
    const who = slack.world.person(person);
    const from = app ? slack.world.app(app) : slack.world.app(`own-${who.name}`);
    const fields = { person: who, app: from, scopes: scopes ?? from.user_scopes };
    const record = token
      ? slack.tokens.add({ ...fields, token })
      : slack.tokens.issue({ ...fields, life_s: expires_in });
    return { token: record.token };
  },

  "POST oauth": async (slack, body) => {
    for (const key of Object.keys(body)) must(key in slack.oauth.settings, "no_such_setting", { setting: key });
    Object.assign(slack.oauth.settings, body);
    return { oauth: slack.oauth.settings };
  },

  "POST apps": async (slack, { app, ...set }) => {
    Object.assign(slack.world.app(app), set);
    return {};
  },

  "POST channels/rename": async (slack, { channel, name }) => {
    const known = slack.world.channel(channel, { hidden: true });
    await asCaretaker(slack, "conversations.rename", { channel: known.id, name });
    return { channel: known.id, name };
  },

  "POST channels/archive": async (slack, { channel, archived = true }) => {
    const known = slack.world.channel(channel, { hidden: true });
    await asCaretaker(slack, archived ? "conversations.archive" : "conversations.unarchive", { channel: known.id });
    return { channel: known.id, archived };
  },

  "POST channels/hide": async (slack, { channel, hidden = true }) => {
    slack.world.channel(channel, { hidden: true }).hidden = hidden;
    return {};
  },

  "POST channels/create": async (slack, { name, is_private = false }) => {
    const { channel } = await slack.inner.call(CARETAKER, "conversations.create", { name, is_private });
    const people = [...slack.world.people.values()].filter((person) => person.name !== CARETAKER);
    const users = people.map(({ id }) => id).join(",");
    await slack.inner.call(CARETAKER, "conversations.invite", { channel: channel.id, users });
    await slack.world.relearnChannels();
    return { channel: channel.id };
  },

  "POST channels/leave": async (slack, { channel, person }) => moved(slack, "conversations.leave", channel, person),

  "POST channels/join": async (slack, { channel, person }) => moved(slack, "conversations.join", channel, person),

  "POST users": async (slack, { user, set }) => {
    Object.assign(slack.world.person(user).shown, set);
    return {};
  },

  "POST usergroups": async (slack, { handle, users, name, new_handle, disabled, quiet }) => {
    const known = [...slack.world.groups.values()].find((group) => group.handle === handle);
    const group = known ?? slack.world.addGroup({ handle, users: [] });
    const before = group.users;
    group.users = users?.map((ref) => slack.world.person(ref).id) ?? before;
    group.name = name ?? group.name;
    group.handle = new_handle ?? group.handle;
    group.disabled = disabled ?? group.disabled;
    const previous = group.date_update;
    group.date_update = slack.clock.seconds();
    if (!quiet) tellOf(slack, group, before, previous);
    return { usergroup: groupShape(slack, group) };
  },

  "POST event": async (slack, { event, channel }) => {
    if (channel) slack.events.toldIn(slack.world.channel(channel, { hidden: true }), event);
    else slack.events.told(event);
    return {};
  },
};

function changed(slack, body, change) {
  const records = slack.tokens.named(body);
  records.forEach(change);
  return { tokens: records.map(({ token }) => token) };
}

function asCaretaker(slack, method, args) {
  return forward(slack, { method, args, who: { name: CARETAKER } });
}

async function moved(slack, method, ref, person) {
  const channel = slack.world.channel(ref, { hidden: true });
  const who = slack.world.person(person);
  await forward(slack, { method, args: { channel: channel.id }, who });
  return { channel: channel.id };
}

function tellOf(slack, group, before, previous) {
  const added = group.users.filter((id) => !before.includes(id));
  const removed = before.filter((id) => !group.users.includes(id));
  if (added.length + removed.length > 0) {
    slack.events.told({
      type: "subteam_members_changed",
      subteam_id: group.id,
      team_id: slack.world.team.id,
      date_previous_update: previous,
      date_update: group.date_update,
      added_users: added,
      added_users_count: added.length,
      removed_users: removed,
      removed_users_count: removed.length,
    });
  }
  slack.events.told({ type: "subteam_updated", subteam: groupShape(slack, group) });
}
