/**
 * A stand-in for Microsoft Teams: a small Graph, and in front of it the `oidc-provider`
 * package as Microsoft's sign-in: codes typed on a page, the browser with PKCE, refresh
 * tokens of which each is taken once.
 *
 * START   node_modules/.bin/node teams/main.mjs [DESCRIPTION]
 *         With the vendor's description (OpenAPI) every call and every answer is held
 *         against it by Prism.
 *         Needs Node 22 (the `node` dependency brings 24). Binds 127.0.0.1 only.
 *         It leaves, with code 0, when its standard input closes or on SIGTERM.
 * READY   one line of JSON on standard output:
 *         {login, graph, control, place, client_id, people:{name:id}, now_ms}
 *
 * CONTROL Bodies and answers are JSON; 200 {ok:true,...} or 400 {ok:false,error}.
 *  POST clock    {now_ms?} -> {now_ms}      Graph's clock stands still but for this;
 *                                           {run:true} lets it go with the wall's
 *  POST token    {as} -> {token}            an access token, without a sign-in
 *  POST write    {as, root?, text} -> {id}
 *  POST edit     {id, text}
 *  POST delete   {id}
 *  POST restore  {id}                       whoever deleted it takes that back
 *  POST react    {as, id, kind, off?}
 *  POST standing {id} -> {texts, reactions:{kind:[person]}} or {gone:true}
 *  POST type     {code, as}                 somebody types a code, and consents
 *  POST browse   {url, as} -> {location}    somebody signs in with the browser
 *  POST spend    {}                         no access token that was given holds any more
 *  POST secrets  {} -> {secrets}            every token and device code that was given
 *  POST block    {way:"device"|"none"}      the tenant blocks that way
 *  POST forget   {}                         all delta links end with 410
 *  POST fault    {path, status, headers?, times?}
 *  POST network  {api:"down"|"up"}          calls are cut without an answer
 *  POST checked  {} -> {calls, violations}  what the description does not allow
 *  POST calls    {} -> {calls:[{method, path, status}]}   since this was asked last
 */
import { createServer } from "node:http";
import { Checked } from "../github/checked.mjs";
import { control } from "./control.mjs";
import { Graph } from "./graph.mjs";
import { Door } from "./door.mjs";

// The provider tells about itself where only the line of readiness is to stand.
console.info = console.warn = () => {};

const listen = (server) => new Promise((done) => server.listen(0, "127.0.0.1", done));

const graph = new Graph();
const api = createServer((request, response) => {
  graph.handle(request, response).catch(() => response.destroy());
});
const entrance = createServer((request, response) => door.handle(request, response));
await Promise.all([listen(api), listen(entrance)]);
graph.base = `http://127.0.0.1:${api.address().port}`;
const [description] = process.argv.slice(2);
if (description) {
  graph.checked = await Checked.start(description, graph.base);
  const between = createServer((request, response) => {
    graph.checked.handle(request, response).catch(() => response.destroy());
  });
  await listen(between);
  graph.base = `http://127.0.0.1:${between.address().port}`;
}
const door = new Door(`http://127.0.0.1:${entrance.address().port}`, graph);
const side = createServer((request, response) => control(graph, door, request, response));
await listen(side);
// Whoever waits long before the next call is not cut off.
for (const server of [api, entrance, side]) server.keepAliveTimeout = 0;

function stop() {
  for (const server of [api, entrance, side]) server.closeAllConnections();
  graph.checked?.stop();
  process.exit(0);
}
process.on("SIGTERM", stop);
process.stdin.on("end", stop).resume();

console.log(JSON.stringify({
  login: door.base,
  graph: graph.base,
  control: `http://127.0.0.1:${side.address().port}/`,
  place: graph.place,
  client_id: door.clientId,
  people: Object.fromEntries([...graph.people].map(([name, it]) => [name, it.id])),
  now_ms: graph.now(),
}));
