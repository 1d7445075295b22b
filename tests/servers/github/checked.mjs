/** Holds every call and its answer against the vendor's own description of them. */
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { bodyOf } from "./control.mjs";

const PRISM = new URL("../node_modules/@stoplight/prism-cli/dist/index.js", import.meta.url);
const KEPT = ["content-type", "date", "etag", "link"];

export class Checked {
  /** What a call or an answer had that the description does not allow. */
  violations = [];
  calls = 0;
  #prism;
  #base;

  /** Prism stands between the callers and the stand-in. */
  static async start(description, behind) {
    const checked = new Checked();
    await checked.#begin(description, behind);
    return checked;
  }

  async #begin(description, behind) {
    const words = ["proxy", "-h", "127.0.0.1", "-p", String(await freePort()), description, behind];
    this.#prism = spawn(process.execPath, [PRISM.pathname, ...words], { stdio: ["ignore", "pipe", "inherit"] });
    for await (const line of createInterface({ input: this.#prism.stdout })) {
      this.#base = /listening on (http:\S+)/.exec(line)?.[1];
      if (this.#base) break;
    }
    if (!this.#base) throw new Error("Prism does not start");
    this.#prism.stdout.resume();
  }

  async handle(request, response) {
    const path = request.url.replace(/^\/(api\/v3|v1\.0)/, "");
    const { host, connection, "content-length": _, ...headers } = request.headers;
    const body = await bodyOf(request);
    const answer = await fetch(`${this.#base}${path}`, {
      method: request.method, headers, body: body || undefined, redirect: "manual",
    });
    const said = await answer.text();
    this.calls += 1;
    const found = violations(answer.headers.get("sl-violations") ?? "[]");
    const refused = answer.headers.get("content-type")?.includes("problem+json");
    if (refused) found.push({ location: ["request"], message: said });
    for (const it of found) {
      this.violations.push({ call: `${request.method} ${path}`, ...it });
    }
    const kept = KEPT.map((name) => [name, answer.headers.get(name)]).filter(([, it]) => it);
    response.writeHead(answer.status, Object.fromEntries(kept));
    response.end(said);
  }

  stop() {
    this.#prism.kill();
  }
}

/** Of an answer with very many faults Prism says only that; a call never has so many. */
function violations(header) {
  if (!header.startsWith("[")) return [{ location: ["response"], message: header }];
  return JSON.parse(header);
}

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}
