/**
 * A stand-in for GitHub: the `emulate` package behind, and in front of it what that
 * package lacks: a clock of its own, ETags with 304, reactions, deleted issues, and
 * signing in with a code by the app Iv1.hotseat-test. The interface is below /api/v3/, as on a GitHub of one's own.
 *
 * START   node_modules/.bin/node github/main.mjs [DESCRIPTION]
 *         With the vendor's description (OpenAPI) every call and every answer is held
 *         against it by Prism.
 *         Needs Node 22.15 (the `node` dependency brings 24). Binds 127.0.0.1 only.
 *         It leaves, with code 0, when its standard input closes or on SIGTERM.
 * READY   one line of JSON on standard output:
 *         {url, control, place, tokens:{person:token}, now_ms}
 *
 * CONTROL Bodies and answers are JSON; 200 {ok:true,...} or 400 {ok:false,error}.
 *  POST clock   {now_ms?} -> {now_ms}       the clock stands still but for this
 *  POST act     {as, method, path, body?} -> {status, body}   somebody's call, by hand
 *  POST look    {as, number, off?}          somebody's eyes on an issue
 *  POST type    {code, as|null}             a code on the page of the device flow; null says no
 *  POST secrets {} -> {secrets}             every device code and token that was given for one
 *  POST delete  {number}                    an issue, as its owner deletes it
 *  POST network {api:"down"|"up"}           calls are cut without an answer
 *  POST checked {} -> {calls, violations}   what the description does not allow
 *  POST calls   {} -> {calls:[{method, path, status}]}   since this was asked last
 */
import { createServer } from "node:http";
import { createEmulator } from "emulate";
import { Checked } from "./checked.mjs";
import { control } from "./control.mjs";
import { Front } from "./front.mjs";

const PEOPLE = ["alice", "bob", "customer"];
const token = (login) => `ghp_${login}`;

const emulator = await createEmulator({
  service: "github",
  port: 0,
  hostname: "127.0.0.1",
  seed: {
    tokens: Object.fromEntries(PEOPLE.map((login, n) => [
      token(login), { login, id: 2001 + n, scopes: ["repo", "user"] },
    ])),
    github: {
      users: PEOPLE.map((login) => ({ login, name: login, email: `${login}@example.com` })),
      orgs: [{ login: "acme", name: "Acme", members: [{ login: "alice", role: "admin" }] }],
      repos: [
        { owner: "acme", name: "widgets", auto_init: true },
        { owner: "alice", name: "notes", private: true, auto_init: true },
      ],
    },
  },
});

const front = new Front(`http://127.0.0.1:${new URL(emulator.url).port}`, token);
const api = createServer((request, response) => {
  front.handle(request, response).catch(() => response.destroy());
});
const side = createServer((request, response) => control(front, request, response));
const listen = (server) => new Promise((done) => server.listen(0, "127.0.0.1", done));
await Promise.all([listen(api), listen(side)]);
const at = (server) => `http://127.0.0.1:${server.address().port}`;
front.base = at(api);
const [description] = process.argv.slice(2);
if (description) {
  front.checked = await Checked.start(description, front.base);
  const door = createServer((request, response) => {
    front.checked.handle(request, response).catch((error) => {
      console.error(error);
      response.destroy();
    });
  });
  await listen(door);
  front.base = at(door);
}

async function stop() {
  api.closeAllConnections();
  side.closeAllConnections();
  front.checked?.stop();
  await emulator.close();
  process.exit(0);
}
process.on("SIGTERM", stop);
process.stdin.on("end", stop).resume();

console.log(JSON.stringify({
  url: front.base,
  control: `http://127.0.0.1:${side.address().port}/`,
  place: "acme/widgets",
  tokens: Object.fromEntries(PEOPLE.map((login) => [login, token(login)])),
  now_ms: front.now,
}));
