/** Puts the parts together and answers on the two ports. */
import { createServer } from "node:http";
import { Calls } from "./calls.mjs";
import { Clock } from "./clock.mjs";
import { control } from "./control/index.mjs";
import { Events } from "./events.mjs";
import { Faults } from "./faults.mjs";
import { Inner } from "./inner.mjs";
import { Journal } from "./journal.mjs";
import { Limits } from "./limits.mjs";
import { OAuth } from "./oauth.mjs";
import { Sockets } from "./sockets.mjs";
import { Tokens } from "./tokens.mjs";
import { Stamps } from "./ts.mjs";
import { Watch } from "./watch.mjs";
import { Web } from "./web.mjs";
import { World } from "./world.mjs";

const KEEP_ALIVE_MS = 60_000;

/** Starts everything; answers the ready line and how to stop. */
export async function startSlack({ seed, port = 0, controlPort = 0, limits = true }) {
  const inner = await Inner.start(seed);
  const clock = new Clock();
  const watch = new Watch();
  const slack = {
    inner, clock, watch,
    stamps: new Stamps(clock),
    world: await World.learn(inner, seed),
    journal: new Journal(),
    calls: new Calls(clock, watch),
    faults: new Faults(),
    limits: new Limits(clock, limits),
    settings: { date_skew_s: 0, users_per_reaction: null, own_mark_first: false, parent_on_every_page: false },
  };
  slack.tokens = new Tokens(clock, slack.world, seed);
  slack.oauth = new OAuth(slack);
  slack.sockets = new Sockets(slack);
  slack.events = new Events(slack);

  const web = new Web(slack);
  let muted = false;
  const api = createServer((request, response) => {
    if (!muted) web.handle(request, response).catch(() => response.destroy());
  });
  api.on("upgrade", (request, socket, head) => {
    if (!muted) slack.sockets.upgrade(request, socket, head);
  });
  const side = createServer((request, response) => control(slack, request, response));
  for (const server of [api, side]) server.keepAliveTimeout = KEEP_ALIVE_MS;
  await listen(api, port);
  await listen(side, controlPort);
  slack.base = `http://127.0.0.1:${api.address().port}`;
  const apiPort = api.address().port;

  slack.network = async (state) => {
    muted = state === "mute";
    if (state === "down") {
      slack.sockets.stop();
      await close(api);
    } else if (!api.listening) await listen(api, apiPort);
  };
  slack.ready = readyLine(slack, side.address().port);

  const stop = async () => {
    clock.stop();
    slack.faults.clear();
    slack.sockets.stop();
    await Promise.all([close(api), close(side), inner.close()]);
  };
  return { ready: slack.ready, slack, stop };
}

function readyLine(slack, controlPort) {
  const { world, base } = slack;
  const people = [...world.people.values()];
  const own = slack.tokens.report().filter(({ who, revoked }) => who && !revoked);
  const apps = [...world.apps.values()];
  const named = (list, key, value) => Object.fromEntries(list.map((it) => [key(it), value(it)]));
  const appTokens = named(apps, ({ key }) => key, ({ app_token }) => app_token);
  const first = apps.find(({ owner }) => owner) ?? apps[0];
  return {
    api: `${base}/api/`,
    control: `http://127.0.0.1:${controlPort}/control/`,
    authorize: `${base}/oauth/v2/authorize`,
    team: world.team,
    client_id: apps[0]?.client_id,
    tokens: Object.fromEntries(own.reverse().map(({ who, token }) => [who, token])),
    app_token: first?.app_token,
    app_tokens: appTokens,
    users: named(people, ({ name }) => name, ({ id }) => id),
    bots: named([...world.bots.values()], ({ name }) => name, ({ bot_id, bot_user_id, app_id }) => (
      { bot_id, user_id: bot_user_id, app_id })),
    channels: named([...world.channels.values()], ({ name }) => name, ({ id }) => id),
    usergroups: named([...world.groups.values()], ({ handle }) => handle, ({ id }) => id),
    apps: named(apps, ({ key }) => key, ({ app_id, bot_id, client_id }) => ({ app_id, bot_id, client_id })),
  };
}

function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function close(server) {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
