/** usergroups.*: the groups that a message can mention. */
import { must } from "../refusal.mjs";
import { truthy } from "../pages.mjs";

export const methods = {
  "usergroups.list": async (slack, { args }) => {
    const shown = [...slack.world.groups.values()]
      .filter(({ disabled }) => !disabled || truthy(args.include_disabled));
    const usergroups = shown.map((group) => groupShape(slack, group, {
      users: truthy(args.include_users), count: truthy(args.include_count),
    }));
    return { usergroups };
  },

  "usergroups.users.list": async (slack, { args }) => {
    const group = slack.world.groups.get(args.usergroup);
    must(group && (!group.disabled || truthy(args.include_disabled)), "no_such_subteam");
    return { users: group.users };
  },
};

/** A group as lists and events give it. */
export function groupShape(slack, group, { users = true, count = true } = {}) {
  const owner = slack.world.people.get("admin").id;
  return {
    id: group.id,
    team_id: slack.world.team.id,
    is_usergroup: true,
    is_subteam: true,
    name: group.name,
    description: "",
    handle: group.handle,
    is_external: false,
    date_create: group.date_create,
    date_update: group.date_update,
    date_delete: group.disabled ? group.date_update : 0,
    auto_type: null,
    auto_provision: false,
    enterprise_subteam_id: "",
    created_by: owner,
    updated_by: owner,
    deleted_by: group.disabled ? owner : null,
    prefs: { channels: [], groups: [] },
    ...(users ? { users: group.users } : {}),
    ...(count ? { user_count: group.users.length, channel_count: 0 } : {}),
  };
}
