/** The hand of a test on the stand-in. */
import { bodyOf } from "./body.mjs";

export async function control(graph, door, request, response) {
  const say = (status, body) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  };
  try {
    const act = ACTS[request.url.slice(1)];
    if (!act) return say(400, { ok: false, error: "unknown" });
    const body = JSON.parse((await bodyOf(request)) || "{}");
    say(200, { ok: true, ...(await act(body, graph, door)) });
  } catch (error) {
    say(400, { ok: false, error: String(error) });
  }
}

const ACTS = {
  clock: (body, graph) => ({ now_ms: graph.clock(body) }),
  token({ as }, graph) {
    const token = `made-${as}`;
    graph.tokens.set(token, as);
    return { token };
  },
  write: ({ as, root, text }, graph) => ({ id: graph.written(as, root, text).id }),
  edit: ({ id, text }, graph) => graph.edit(id, text),
  delete: ({ id }, graph) => graph.delete(id),
  restore: ({ id }, graph) => graph.restore(id),
  react: ({ as, id, kind, off }, graph) => graph.react(as, id, kind, !off),
  standing: ({ id }, graph) => graph.standing(id),
  type: ({ code, as }, graph, door) => door.type(code, as),
  browse: async ({ url, as }, graph, door) => ({ location: await door.browse(url, as) }),
  spend: (body, graph, door) => door.spend(),
  secrets: (body, graph, door) => door.secrets(),
  block({ way }, graph, door) {
    door.blocked = way;
  },
  forget: (body, graph) => graph.forget(),
  fault({ path, status, headers, code, message, times = 1 }, graph) {
    graph.faults.push({ path, status, headers, code, message, times });
  },
  network({ api }, graph) {
    graph.down = api === "down";
  },
  checked: (body, graph) => (
    { calls: graph.checked.calls, violations: graph.checked.violations }
  ),
  calls: (body, graph) => ({ calls: graph.calls.splice(0) }),
};
