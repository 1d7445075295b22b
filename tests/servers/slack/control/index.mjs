/** The control interface: what a test may do to the workspace and ask about it. */
import { readBody } from "../wire.mjs";
import { Refusal, must } from "../refusal.mjs";
import { routes as asking } from "./asking.mjs";
import { routes as messages } from "./messages.mjs";
import { routes as trouble } from "./trouble.mjs";
import { routes as workspace } from "./workspace.mjs";

const routes = { ...messages, ...workspace, ...trouble, ...asking };

/** Answers one request to the control interface. */
export async function control(slack, request, response) {
  const url = new URL(request.url, "http://host");
  const name = url.pathname.replace(/^\/control\//, "").replace(/\/$/, "");
  const answer = (status, body) => {
    response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
    response.end(JSON.stringify(body));
  };
  try {
    const route = routes[`${request.method} ${name}`];
    must(route, "no_such_verb", { asked_for: `${request.method} ${name}` });
    const text = await readBody(request);
    const body = text ? JSON.parse(text) : {};
    answer(200, { ok: true, ...(await route(slack, body, Object.fromEntries(url.searchParams))) });
  } catch (error) {
    if (error instanceof Refusal) answer(400, error.body());
    else answer(400, { ok: false, error: "bad_request", message: String(error.message ?? error) });
  }
}
