/** Answers calls: by the package behind where it can, by itself where not. */
import { createHash } from "node:crypto";
import fresh from "fresh";
import { bodyOf } from "./control.mjs";
import { Device } from "./device.mjs";
import { Journal } from "./journal.mjs";
import { Reactions } from "./reactions.mjs";

const ONE = /^\/repos\/[^/]+\/[^/]+\/issues\/(\d+)(\/.*)?$/;
const COMMENT = /^\/repos\/[^/]+\/[^/]+\/issues\/comments\/(\d+)$/;
const LIST = /^\/repos\/[^/]+\/[^/]+\/issues$/;

export class Front {
  journal = new Journal();
  reactions = new Reactions();
  deleted = new Set();
  calls = [];
  down = false;
  base = "";
  now = Math.floor(Date.now() / 1000) * 1000;
  #behind;
  #token;

  constructor(behind, token) {
    this.#behind = behind;
    this.#token = token;
    this.device = new Device(token);
  }

  async handle(request, response) {
    if (this.down) return response.destroy();
    const url = new URL(request.url, this.base);
    const path = url.pathname.replace(/^\/api\/v3/, "");
    const text = await bodyOf(request);
    const bearer = (request.headers.authorization ?? "").replace("Bearer ", "");
    const call = {
      method: request.method, path, query: url.searchParams, bearer,
      body: text ? JSON.parse(text) : undefined,
    };
    const signing = call.method === "POST" && this.device.answer(path, call.body, this.base);
    const done = signing || (await this.carry(call));
    const body = done.body === undefined ? "" : JSON.stringify(done.body);
    const tag = `W/"${createHash("sha1").update(body).digest("hex")}"`;
    const get = request.method === "GET" && done.status === 200;
    // Whether the caller has it already is judged as many servers judge it.
    const same = get && fresh(request.headers, { etag: tag });
    const status = same ? 304 : done.status;
    this.calls.push({ method: request.method, path, status });
    response.writeHead(status, {
      ...(body && !same && { "content-type": "application/json; charset=utf-8" }),
      date: new Date(this.now).toUTCString(),
      ...(get && { etag: tag }),
      ...(done.link && { link: done.link }),
    });
    response.end(same ? "" : body);
  }

  /** Carries a call out; `as` is somebody by hand. */
  async carry(call) {
    const bearer = call.bearer ?? this.#token(call.as);
    const login = bearer.replace("ghp_", "");
    if (!bearer) return { status: 401, body: { message: "Bad credentials" } };
    const one = ONE.exec(call.path);
    const number = one && Number(one[1]);
    if (one && this.deleted.has(number)) {
      return { status: 410, body: { message: "This issue was deleted" } };
    }
    if (one?.[2]?.startsWith("/reactions")) return this.#react(call, number, login);
    if (call.method === "GET" && (LIST.test(call.path) || one?.[2] === "/comments")) {
      return this.#list(call, bearer);
    }
    const done = await this.#ask(call, bearer);
    if (done.status < 300) this.#note(call, number, done);
    return { ...done, body: this.#shown(done.body) };
  }

  /** Reads a whole list behind, and pages through it by our own clock. */
  async #list({ path, query }, bearer) {
    const all = [];
    for (let page = 1; ; page += 1) {
      const search = new URLSearchParams({ per_page: "100", page: String(page) });
      if (query.get("state")) search.set("state", query.get("state"));
      const read = await this.#ask({ method: "GET", path, query: search }, bearer);
      if (read.status !== 200) return read;
      all.push(...read.body.map((it) => this.#shown(it)));
      if (read.body.length < 100) break;
    }
    const since = Date.parse(query.get("since") ?? 0);
    const kept = all
      .filter((it) => !this.deleted.has(it.number) && Date.parse(it.updated_at) >= since)
      .sort((a, b) => (a.id ?? 0) - (b.id ?? 0));
    if (query.get("sort") === "updated") {
      kept.sort((a, b) => Date.parse(b.updated_at) - Date.parse(a.updated_at));
    }
    const size = Number(query.get("per_page") ?? 30);
    const page = Number(query.get("page") ?? 1);
    const body = kept.slice((page - 1) * size, page * size);
    if (page * size >= kept.length) return { status: 200, body };
    const next = new URLSearchParams(query);
    next.set("page", String(page + 1));
    return { status: 200, body, link: `<${this.base}/api/v3${path}?${next}>; rel="next"` };
  }

  #react({ method, path }, number, login) {
    const id = Number(path.split("/reactions/")[1]);
    if (method === "POST") this.reactions.look(number, login, true);
    if (method === "DELETE") this.reactions.remove(id);
    if (method === "DELETE") return { status: 204 };
    const all = this.reactions.of(number);
    if (method === "GET") return { status: 200, body: all };
    return { status: 201, body: all.find((it) => it.user.login === login) };
  }

  async #ask({ method, path, query, body }, bearer) {
    const answer = await fetch(`${this.#behind}${path}?${query ?? ""}`, {
      method,
      headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
      body: body === undefined || body === null ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, body: text ? JSON.parse(text) : undefined };
  }

  /** Writes down when what was written was written. */
  #note({ method, path }, number, { body }) {
    if (method === "GET") return;
    const at = new Date(this.now).toISOString().replace(".000", "");
    const comment = COMMENT.exec(path);
    if (LIST.test(path)) this.journal.touch(body.number, at);
    else if (comment) this.journal.said(Number(comment[1]), at);
    else if (path.endsWith("/comments")) this.journal.said(body.id, at);
    if (number) this.journal.touch(number, at);
  }

  #shown(body) {
    if (body?.number && body.state) return this.reactions.rollup(this.journal.issue(body));
    if (body?.issue_url && body.body !== undefined) return this.journal.comment(body);
    return body;
  }
}
