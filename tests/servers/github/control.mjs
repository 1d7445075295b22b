/** The hand of a test on the stand-in. */
export async function control(front, request, response) {
  const say = (status, body) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  };
  try {
    const act = ACTS[request.url.slice(1)];
    if (!act) return say(400, { ok: false, error: "unknown" });
    const body = JSON.parse((await bodyOf(request)) || "{}");
    say(200, { ok: true, ...(await act(front, body)) });
  } catch (error) {
    say(400, { ok: false, error: String(error) });
  }
}

const ACTS = {
  clock(front, { now_ms }) {
    front.now = now_ms ?? front.now;
    return { now_ms: front.now };
  },
  async act(front, { as, method, path, body }) {
    const done = await front.carry({ method, path, query: new URLSearchParams(), body, as });
    return { status: done.status, body: done.body };
  },
  look(front, { as, number, off }) {
    front.reactions.look(number, as, !off);
    return {};
  },
  type(front, { code, as }) {
    front.device.type(code, as);
    return {};
  },
  secrets(front) {
    return { secrets: front.device.secrets };
  },
  delete(front, { number }) {
    front.deleted.add(number);
    return {};
  },
  network(front, { api }) {
    front.down = api === "down";
    return {};
  },
  checked(front) {
    return { calls: front.checked.calls, violations: front.checked.violations };
  },
  calls(front) {
    return { calls: front.calls.splice(0) };
  },
};

/** The whole body of a request. */
export async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}
