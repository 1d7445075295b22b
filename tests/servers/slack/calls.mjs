/** The record of every call received: what, who, with which arguments and outcome. */
export class Calls {
  #clock;
  #watch;
  #list = [];
  #count = 0;

  constructor(clock, watch) {
    this.#clock = clock;
    this.#watch = watch;
  }

  /** Writes down a call as it comes in; `finish` completes it. */
  begin({ method, verb, token, args }) {
    this.#count += 1;
    const entry = {
      n: this.#count, method, verb, token, who: null, app: null, args,
      at: new Date(this.#clock.now()).toISOString(), status: null, ok: null, error: null, fault: null,
    };
    this.#list.push(entry);
    this.#watch.changed();
    return entry;
  }

  finish(entry, { status, body }) {
    entry.status = status;
    entry.ok = body?.ok ?? null;
    entry.error = body?.error ?? null;
    this.#watch.changed();
  }

  /** The calls that match; `done` leaves out those not answered yet. */
  list({ method, who, app, ok, since, done } = {}) {
    return this.#list.filter((call) => (!method || call.method === method)
      && (!who || call.who === who)
      && (!app || call.app === app)
      && (ok === undefined || String(call.ok) === ok)
      && (since === undefined || call.n > Number(since))
      && (!done || call.status !== null));
  }

  reset() {
    this.#list = [];
  }
}
