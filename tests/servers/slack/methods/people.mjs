/** users.* and bots.*: who people are. */
import { Refusal } from "../refusal.mjs";

const DEFAULTS = {
  color: "9f69e7",
  tz: "Etc/UTC",
  tz_label: "Coordinated Universal Time",
  tz_offset: 0,
  is_owner: false,
  is_primary_owner: false,
  is_restricted: false,
  is_ultra_restricted: false,
  is_app_user: false,
  is_email_confirmed: true,
  updated: 1700000000,
};

export const methods = {
  "users.info": async (slack, { who, record, args }) => {
    const { user } = await slack.inner.call(who.name, "users.info", { user: args.user });
    return { user: userShape(slack, user, record) };
  },

  "users.list": async (slack, { who, record, args }) => {
    const { members, response_metadata } = await slack.inner.call(who.name, "users.list", args);
    return {
      members: members.map((user) => userShape(slack, user, record)),
      cache_ts: slack.clock.seconds(),
      response_metadata,
    };
  },

  "users.lookupByEmail": async (slack, { who, record, args }) => {
    const { user } = await slack.inner.call(who.name, "users.lookupByEmail", { email: args.email });
    return { user: userShape(slack, user, record) };
  },

  "bots.info": async (slack, { args }) => {
    const app = [...slack.world.apps.values()].find(({ bot_id }) => bot_id === args.bot);
    const bot = app ?? [...slack.world.bots.values()].find(({ bot_id }) => bot_id === args.bot);
    if (!bot) throw new Refusal("bot_not_found");
    return {
      bot: {
        id: bot.bot_id,
        deleted: false,
        name: bot.name,
        updated: 1700000000,
        app_id: bot.app_id,
        user_id: bot.bot_user_id,
        icons: { image_36: "https://a.slack-edge.com/80588/img/plugins/app/bot_36.png" },
      },
    };
  },
};

function userShape(slack, user, record) {
  const shown = slack.world.people.get(user.name)?.shown ?? {};
  const { profile, ...rest } = shown;
  const merged = { ...DEFAULTS, ...user, ...rest, profile: { ...user.profile, ...profile } };
  if (!record.scopes.includes("users:read.email")) delete merged.profile.email;
  const bot = [...slack.world.bots.values()].find(({ bot_user_id }) => bot_user_id === user.id);
  if (bot) Object.assign(merged.profile, { api_app_id: bot.app_id, bot_id: bot.bot_id });
  return merged;
}
