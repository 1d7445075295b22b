/** What the workspace holds at the start: read from a file, completed with defaults. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parse } from "yaml";

/** Every scope the product's manifest may ask a person for. */
export const ALL_SCOPES = [
  "channels:history", "channels:read", "groups:history", "groups:read",
  "im:history", "im:read", "im:write", "mpim:history", "mpim:read", "mpim:write",
  "users:read", "users:read.email", "usergroups:read", "usergroups:write",
  "reactions:read", "reactions:write", "chat:write", "team:read",
  "channels:write", "groups:write", "files:read", "files:write",
  "search:read", "bookmarks:read", "pins:read", "links:read",
  "users.profile:read", "dnd:read", "emoji:read",
];

/** An id of Slack's form that stays the same from start to start. */
export function steadyId(prefix, name) {
  const digest = createHash("sha256").update(`${prefix}/${name}`).digest("hex");
  return `${prefix}0${digest.slice(0, 9).toUpperCase()}`;
}

/** Reads a seed file: YAML or JSON, with or without a `slack` key around it. */
export function readSeed(path) {
  const read = parse(readFileSync(path, "utf8")) ?? {};
  return complete(read.slack ?? read);
}

function complete(seed) {
  const users = seed.users ?? [];
  const ownApps = seed.own_apps === false ? [] : users.map(ownApp);
  const apps = [...(seed.apps ?? []), ...ownApps].map(completeApp);
  return {
    team: { name: "Acme", domain: "acme", ...seed.team },
    users,
    channels: seed.channels ?? [],
    usergroups: seed.usergroups ?? [],
    bots: (seed.bots ?? []).map(completeBot),
    apps,
    tokens: completeTokens(seed, users, ownApps),
  };
}

function ownApp(user) {
  return { key: `own-${user.name}`, name: `Hotseat of ${user.name}`, owner: user.name };
}

function completeBot(bot) {
  return {
    app_id: steadyId("A", `bot-${bot.name}`),
    bot_id: steadyId("B", `bot-${bot.name}`),
    bot_user_id: steadyId("U", `bot-${bot.name}`),
    ...bot,
  };
}

function completeApp(app) {
  const key = app.key ?? app.name;
  const appId = app.app_id ?? steadyId("A", key);
  return {
    public: true,
    token_rotation: true,
    redirect_uris: ["http://localhost:*", "http://127.0.0.1:*"],
    user_scopes: ALL_SCOPES,
    client_secret: `secret-${key}`,
    bot_id: steadyId("B", key),
    bot_user_id: steadyId("U", key),
    client_id: `${Number.parseInt(appId.slice(2, 9), 16)}.${Number.parseInt(appId.slice(4), 16)}`,
    app_token: `xapp-1-${appId}-${key}`,
    ...app,
    key,
    app_id: appId,
  };
}

function completeTokens(seed, users, ownApps) {
  const given = seed.tokens ?? [];
  const holders = new Set(given.map((token) => token.user));
  const missing = users.filter((user) => !holders.has(user.name));
  const made = missing.map((user) => ({ token: `xoxp-${user.name}`, user: user.name }));
  return [...given, ...made].map((token) => ({
    scopes: ALL_SCOPES,
    app: ownApps.length > 0 ? `own-${token.user}` : seed.apps?.[0]?.key,
    ...token,
  }));
}
