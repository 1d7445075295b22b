/** Graph's channel messages, in memory: one team with two channels. */
import { bodyOf } from "./body.mjs";

const TEAM = "fbe2bf47-16c8-47cf-b4a5-4b9b187c508b";
const URGENT = "19:4a95f7d8db4c4e7fae857bcebe0623e6@thread.tacv2";
const GENERAL = "19:0b50940236084d258c97b21bd01917b0@thread.skype";
const PAGE = 50;

const iso = (ms) => new Date(ms).toISOString();
const read = (page) => page
  .replaceAll("<br>", "\n").replace(/<[^>]*>/g, "")
  .replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"')
  .replaceAll("&amp;", "&");
const escape = (text) => text
  .replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

export class Graph {
  base = "";
  place = `${TEAM}/${URGENT}`;
  people = new Map(["alice", "bob", "customer"].map((name, n) => [
    name, { id: `8ea0e38b-efb3-4757-924a-5f94061cf8c${n}`, name, email: `${name}@example.com` },
  ]));
  tokens = new Map();
  faults = [];
  calls = [];
  down = false;
  checked = undefined;
  #messages = new Map();
  #changes = 0;
  #forgotten = 0;
  #now = Date.UTC(2026, 2, 4, 12);

  now() {
    return this.#now ?? Date.now();
  }

  clock({ now_ms, run }) {
    if (run) this.#now = undefined;
    else this.#now = now_ms ?? this.now();
    return this.now();
  }

  forget() {
    this.#forgotten = this.#changes + 1;
    this.#changes += 1;
  }

  write(as, root, page) {
    let id = this.now();
    while (this.#messages.has(String(id))) id += 1;
    const message = {
      id: String(id), root, by: this.people.get(as), page, at: id, reactions: [],
    };
    this.#messages.set(message.id, message);
    this.#touch(message);
    return message;
  }

  written(as, root, text) {
    return this.write(as, root, `<p>${escape(text)}</p>`);
  }

  edit(id, text) {
    const message = this.#messages.get(id);
    message.page = `<p>${escape(text)}</p>`;
    message.edited = this.now();
    this.#touch(message);
  }

  delete(id) {
    const message = this.#messages.get(id);
    message.deleted = this.now();
    this.#touch(message);
  }

  restore(id) {
    const message = this.#messages.get(id);
    message.deleted = undefined;
    this.#touch(message);
  }

  react(as, id, kind, on) {
    const message = this.#messages.get(id);
    const by = this.people.get(as);
    message.reactions = message.reactions.filter((it) => it.kind !== kind || it.by !== by);
    if (on) message.reactions.push({ kind, by, at: this.now() });
    this.#touch(message);
  }

  standing(id) {
    const root = this.#messages.get(id);
    if (!root || root.deleted) return { gone: true };
    const below = this.#below(id).filter((it) => !it.deleted);
    const reactions = {};
    for (const { kind, by } of root.reactions) (reactions[kind] ??= []).push(by.name);
    return { texts: [root, ...below].map((it) => read(it.page)), reactions };
  }

  async handle(request, response) {
    const body = await bodyOf(request);
    if (this.down) return response.destroy();
    const url = new URL(request.url, this.base);
    const path = decodeURIComponent(url.pathname);
    const say = (status, json, headers = {}) => {
      this.calls.push({ method: request.method, path, status });
      response.writeHead(status, {
        date: new Date(this.now()).toUTCString(), "content-type": "application/json", ...headers,
      });
      response.end(json === undefined ? undefined : JSON.stringify(json));
    };
    const no = (status, code, message, headers) => {
      say(status, { error: { code, message, innerError: { date: iso(this.now()) } } }, headers);
    };
    const fault = this.faults.find((it) => path.includes(it.path) && it.times > 0);
    if (fault) {
      fault.times -= 1;
      return no(fault.status, fault.code ?? "fault", fault.message ?? "", fault.headers);
    }
    const token = (request.headers.authorization ?? "").replace(/^Bearer /, "");
    const as = this.tokens.get(token);
    if (!as) return no(401, "InvalidAuthenticationToken", "Access token is empty or has expired.");
    const answer = this.#answer(as, request.method, path, url.searchParams, body);
    if (!answer) return no(404, "NotFound", "Not found.");
    if (answer.code) return no(answer.status, answer.code, "resync");
    say(answer.status, answer.json);
  }

  #answer(as, method, path, query, body) {
    const me = this.people.get(as);
    const at = path.replace(/^\/(v1\.0\/)?/, "");
    const ok = (json) => ({ status: 200, json });
    if (method === "GET" && at === "me") {
      return ok({ id: me.id, displayName: me.name, mail: me.email, userPrincipalName: me.email });
    }
    if (method === "GET" && at === "me/joinedTeams") {
      return ok({ value: [{ id: TEAM, displayName: "Backend" }] });
    }
    if (method === "GET" && at === `teams/${TEAM}/members`) {
      const members = [...this.people.values()].filter((it) => it.name !== "customer");
      return ok({ value: members.map((it) => ({
        "@odata.type": "#microsoft.graph.aadUserConversationMember",
        id: it.id, displayName: it.name, userId: it.id, email: it.email,
      })) });
    }
    if (method === "GET" && at === `teams/${TEAM}/channels`) {
      return ok({ value: [
        { id: URGENT, displayName: "Urgent", membershipType: "standard" },
        { id: GENERAL, displayName: "General", membershipType: "standard" },
      ] });
    }
    const messages = `teams/${TEAM}/channels/${URGENT}/messages`;
    if (!at.startsWith(messages)) return undefined;
    const [id, verb] = at.slice(messages.length + 1).split("/");
    if (method === "GET" && !id) return ok({ value: [] });
    if (method === "GET" && id === "delta") return this.#delta(at, query);
    if (!this.#messages.has(id)) return undefined;
    const json = body ? JSON.parse(body) : {};
    if (method === "GET" && !verb) return ok(this.#view(this.#messages.get(id)));
    if (method === "GET" && verb === "replies") {
      return ok({ value: this.#below(id).map((it) => this.#view(it)) });
    }
    if (method === "POST" && verb === "replies") {
      const page = json.body.contentType === "html" ? json.body.content : escape(json.body.content);
      return { status: 201, json: this.#view(this.write(as, id, page)) };
    }
    if (method === "POST" && (verb === "setReaction" || verb === "unsetReaction")) {
      this.react(as, id, json.reactionType, verb === "setReaction");
      return { status: 204 };
    }
    return undefined;
  }

  /** What changed after a number, a page of it, and a link with the number that was reached. */
  #delta(at, query) {
    const token = query.get("$skiptoken") ?? query.get("$deltatoken");
    const after = Number(token ?? 0);
    if (token !== null && after < this.#forgotten) {
      return { status: 410, code: "resyncRequired" };
    }
    const since = Date.parse((query.get("$filter") ?? "").split(" ").at(-1));
    const expands = token !== null || query.get("$expand") === "replies";
    const changed = [...this.#messages.values()]
      .filter((it) => !it.root && it.changed > after)
      .filter((it) => Number.isNaN(since) || it.modified > since)
      .filter((it) => token !== null || !it.deleted)
      .sort((one, other) => one.changed - other.changed);
    const page = changed.slice(0, PAGE);
    const more = changed.length > PAGE;
    const reached = more ? page.at(-1).changed : this.#changes;
    const value = page.map((it) => ({
      ...this.#view(it),
      ...(expands ? { replies: this.#below(it.id).map((reply) => this.#view(reply)) } : {}),
    }));
    const link = `${this.base}/v1.0/${encodeURI(at)}?${more ? "$skiptoken" : "$deltatoken"}=${reached}`;
    return { status: 200, json: {
      value, [more ? "@odata.nextLink" : "@odata.deltaLink"]: link,
    } };
  }

  #below(id) {
    return [...this.#messages.values()]
      .filter((it) => it.root === id).sort((one, other) => one.at - other.at);
  }

  #touch(message) {
    this.#changes += 1;
    const root = message.root ? this.#messages.get(message.root) : message;
    root.changed = this.#changes;
    root.modified = this.now();
  }

  #view(it) {
    const identity = (person) => ({
      application: null, device: null,
      user: { id: person.id, displayName: person.name },
    });
    return {
      id: it.id, etag: it.id, messageType: "message", importance: "normal", locale: "en-us",
      replyToId: it.root ?? null,
      createdDateTime: iso(it.at),
      lastModifiedDateTime: iso(it.modified ?? it.edited ?? it.at),
      lastEditedDateTime: it.edited ? iso(it.edited) : null,
      deletedDateTime: it.deleted ? iso(it.deleted) : null,
      subject: null, summary: null,
      webUrl: `https://teams.microsoft.com/l/message/${URGENT}/${it.id}`,
      from: identity(it.by),
      body: { contentType: "html", content: it.deleted ? "" : it.page },
      attachments: [], mentions: [],
      reactions: it.reactions.map(({ kind, by, at }) => ({
        reactionType: kind, displayName: null, reactionContentUrl: null,
        createdDateTime: iso(at), user: identity(by),
      })),
    };
  }
}
