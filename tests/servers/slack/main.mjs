/**
 * A stand-in for Slack: the `emulate` package behind, and in front of it what that
 * package lacks. Web API, sign-in pages and Socket Mode share one port; the control
 * interface has its own, so that it still answers while the API is unreachable.
 *
 * START   node_modules/.bin/node slack/main.mjs [--port 0] [--control-port 0]
 *           [--seed FILE] [--limits tiers|off] [--stay]
 *         Needs Node 22.15 (the `node` dependency brings 24). Binds 127.0.0.1 only.
 *         Keep its standard input open: it leaves, with code 0, when that closes or on
 *         SIGTERM. `--stay` leaves on a signal only.
 * SEED    YAML or JSON, see slack/seed.yaml: team, users, channels, bots, usergroups,
 *         apps [{key, name, client_id, public, token_rotation, redirect_uris, user_scopes,
 *         app_token}], tokens [{token, user, app, scopes}], own_apps (default true: each
 *         user has an app `own-NAME` with token `xoxp-NAME` and an app-level token).
 *         A redirect_uri is exact, or `http://localhost:*` for any port and path.
 * READY   one line of JSON on standard output:
 *         {api, control, authorize, team:{id,name,domain,url}, client_id, app_token,
 *          tokens:{person:token}, app_tokens:{app:token}, users:{name:id},
 *          bots:{name:{bot_id,user_id,app_id}}, channels:{name:id},
 *          usergroups:{handle:id}, apps:{key:{app_id,bot_id,client_id}}, started_ms}
 *         `api` ends in /api/, `control` in /control/. `client_id` is the sign-in app's
 *         (key `hotseat`); `app_token` is the first person's own app's.
 *
 * CONTROL Bodies and answers are JSON. 200 {ok:true,...}; 400 {ok:false,error,message?}.
 * People, channels, bots, apps and groups are named by name or id. `quiet:true` changes
 * the workspace without telling any socket.
 *
 * Messages
 *  POST post        {channel, as|bot, text?, blocks?, attachments?, files?:[{name,size,
 *                    mimetype,...}], thread_ts?, reply_broadcast?, metadata?, ts?, app?,
 *                    legacy?, username?, subtype?, raw?, quiet?} -> {channel, ts, message}
 *                   `as` types by hand (no bot_id); with `app` it is stamped as posted
 *                   through that app. `bot` posts as a modern bot, with `legacy` as
 *                   subtype bot_message without a user. `ts` like "1700000000.000100".
 *                   `raw` is laid over the message as shown, unchecked: for hostile shapes.
 *                   Text over 40 000 characters is cut as Slack does, except in `raw`.
 *  POST edit        {channel, ts, text?, blocks?, attachments?, unfurled?, quiet?}  as its
 *                   author; `unfurled` as Slack adds a preview: changed, not `edited`
 *  POST delete      {channel, ts, quiet?} -> {ts, tombstone}             as its author
 *  POST react       {channel, ts, as, name, quiet?} -> {reactions}       also: unreact
 *  POST reaction-users {channel, ts, name, order:[person], shown?:N}
 *                   the order of `users` from now on, and how many of them are shown;
 *                   `count` stays the truth and reactions.get with full shows everyone.
 *  GET  messages?channel=&containing=&thread_ts=&by=   -> {messages:[{..., by,
 *                   through_app}], met}: all that stands, earliest first, marks in full
 * Tokens and sign-in
 *  POST tokens/revoke {token|person}      POST tokens/expire {token|person}
 *  POST tokens/scopes {token|person, scopes?, without?:[scope]}
 *  POST tokens/issue  {person, app?, scopes?, token?, expires_in?} -> {token}
 *  GET  tokens -> {tokens:[{token, who, app, scopes, expires_at, revoked}],
 *                  refreshes:[token]}
 *  POST oauth       {person?, deny?, expires_in?, grace_s?, grant?:[scope]}
 *                   who approves from now on (else the first user), or that they refuse;
 *                   `grant` gives other scopes than asked. grace_s: how long the last
 *                   used refresh token may be used again (60).
 *  GET  authorizations -> {authorizations:[query of each visit], met}
 *  POST apps        {app, ...fields}      e.g. {app:"hotseat", redirect_uris:[...]}
 * Workspace
 *  POST channels/rename {channel, name}   POST channels/archive {channel, archived?}
 *  POST channels/hide   {channel, hidden?}  the API then answers channel_not_found
 *  POST channels/create {name, is_private?} POST channels/leave|join {channel, person}
 *  POST users       {user, set:{deleted:true,...}}  fields laid over users.info and list
 *  POST usergroups  {handle, users?, name?, new_handle?, disabled?, quiet?}
 *  POST event       {event, channel?}     any event, to every app that may see it
 * Trouble
 *  POST faults      FAULT or [FAULT] -> {faults}     GET faults     DELETE faults
 *    The first fault in order that matches is met; while it skips, no other is.
 *    For a call:  {method|"*", who?, app?, channel?, times?:1 (0 = for ever), skip?:0,
 *                  after?:false, do, ...}; `after` lets the call take effect first.
 *      drop | delay {ms} | hold {name} | error {error, extra?} | ratelimit {retry_after}
 *      status {status:500, body?, headers?} | skew {seconds} | truncate {bytes?, lost?}
 *      slow {chunk:16, every_ms:50} | stall {bytes:1}
 *      truncate: half the JSON as valid HTTP; with `lost` the connection breaks instead.
 *    For an event: {event:"message"|"reaction_added"|...|"*", app?, channel?, times?,
 *                  skip?, do, ...}
 *      drop | duplicate {copies:1} | reorder (after the app's next event)
 *      delay {ms} | hold {name} | silent | disconnect {reason, close_after_ms?}
 *      close (event lost) | raw {text} (that frame first)
 *  POST release     {name} -> {released}  GET gate?name=&at_least=  who waits at a hold
 *  POST sockets     {app?, id?, do}       silent | wake | disconnect {reason,
 *                   close_after_ms?} | close {code?} | terminate | raw {text}
 *                   reasons: warning (closes after 10 s), refresh_requested, link_disabled
 *                   (Socket Mode is off then), too_many_websockets
 *  POST socket-mode {app, enabled}
 *  POST ghosts      {app, count, acks?:true}  connections of somebody else: they count in
 *                   hello and take their share of the events
 *  POST limits      {enabled?, method?, per_minute?, max_objects?, retry_after?}
 *                   a method alone takes its rule back      DELETE limits
 *  POST clock       {frozen?, now_ms?, advance_ms?} -> {now_ms, frozen}
 *                   redelivery (3 s), pings (10 s), limits, expiry, delays and ts use it
 *  POST settings    {date_skew_s?, users_per_reaction?, own_mark_first?,
 *                   parent_on_every_page?}  own_mark_first: each reader sees themselves
 *                   first in `users`
 *  POST network     {api:"up"|"down"|"mute"}  down refuses connections, mute never answers
 * Asking; lists wait when given at_least= (or at_most=) and within_ms= (10000), and say
 * in `met` whether it came to be
 *  GET  state
 *  GET  calls?method=&who=&app=&ok=&since=&done=1 -> {calls:[{n, method, verb, token, who,
 *                   app, args, at, status, ok, error, fault}], met}    DELETE calls
 *  GET  events?type=&app=&acked=true|false&lost= -> {events:[{event_id, type, app,
 *                   attempts, acked_at, lost, fault?, payload}], met}  DELETE events
 *  GET  sockets?app= -> {sockets:[{id, app, host, silent, sent, received,
 *                   acknowledged}], met}; `received` counts pings too, heard or not
 */
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { readSeed } from "./seed.mjs";
import { startSlack } from "./server.mjs";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    "control-port": { type: "string", default: "0" },
    seed: { type: "string", default: fileURLToPath(new URL("seed.yaml", import.meta.url)) },
    limits: { type: "string", default: "tiers" },
    stay: { type: "boolean", default: false },
  },
});

const began = performance.now();
const { ready, stop } = await startSlack({
  seed: readSeed(values.seed),
  port: Number(values.port),
  controlPort: Number(values["control-port"]),
  limits: values.limits !== "off",
});

let stopping = false;
async function leave() {
  if (stopping) return;
  stopping = true;
  await stop();
  process.exit(0);
}

process.on("SIGTERM", leave);
process.on("SIGINT", leave);
if (!values.stay) process.stdin.on("end", leave).on("close", leave).resume();
const line = { ...ready, started_ms: Math.round(performance.now() - began) };
process.stdout.write(`${JSON.stringify(line)}\n`);
