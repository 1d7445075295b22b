/** auth.*, oauth.*, apps.*: who is calling, signing in and out, and opening a socket. */
import { must } from "../refusal.mjs";

export const methods = {
  "api.test": async (_slack, { args }) => {
    must(!args.error, args.error);
    return { args };
  },

  "auth.test": async (slack, { who, record }) => {
    const { name, url, id } = slack.world.team;
    const left = record.expires_at === null ? null : Math.ceil((record.expires_at - slack.clock.now()) / 1000);
    return {
      url,
      team: name,
      user: who.name,
      team_id: id,
      user_id: who.id,
      is_enterprise_install: false,
      ...(left === null ? {} : { expires_in: left }),
    };
  },

  "auth.revoke": async (slack, { record, args }) => {
    if (String(args.test) === "1" || String(args.test) === "true") return { revoked: false };
    record.revoked = true;
    if (record.grant) slack.oauth.endGrant(record.grant);
    return { revoked: true };
  },

  "oauth.v2.access": async (slack, { args }) => slack.oauth.access(args),

  "apps.connections.open": async (slack, { app, verb }) => {
    must(verb === "POST", "insecure_request");
    return { url: slack.sockets.invite(app, slack.base) };
  },
};
