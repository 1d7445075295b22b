/** The fault script: what goes wrong, for which call or event, and how often. */

let nextId = 1;

export class Faults {
  #script = [];
  #gates = new Map();

  add(fault) {
    const kept = { id: nextId++, times: 1, skip: 0, ...fault };
    this.#script.push(kept);
    return kept;
  }

  clear() {
    this.#script = [];
    for (const name of [...this.#gates.keys()]) this.release(name);
  }

  pending() {
    return this.#script;
  }

  /** The fault that befalls a call, if one does; it is used up by this. */
  forCall(call) {
    return this.#take(({ method, who, app, channel }) => method !== undefined
      && (method === "*" || method === call.method)
      && (who === undefined || who === call.who)
      && (app === undefined || app === call.app)
      && (channel === undefined || channel === call.args.channel));
  }

  /** The fault that befalls an event on its way to an app. */
  forEvent(type, app, channel) {
    return this.#take((fault) => fault.event !== undefined
      && (fault.event === "*" || fault.event === type)
      && (fault.app === undefined || fault.app === app.key || fault.app === app.app_id)
      && (fault.channel === undefined || fault.channel === channel));
  }

  /** Resolves when a test releases the gate of that name. */
  hold(name) {
    return new Promise((resolve) => {
      const waiting = this.#gates.get(name) ?? [];
      this.#gates.set(name, [...waiting, resolve]);
    });
  }

  /** Opens a gate; answers how many were waiting at it. */
  release(name) {
    const waiting = this.#gates.get(name) ?? [];
    this.#gates.delete(name);
    for (const go of waiting) go();
    return waiting.length;
  }

  waitingAt(name) {
    return this.#gates.get(name)?.length ?? 0;
  }

  #take(matches) {
    const fault = this.#script.find(matches);
    if (!fault) return null;
    if (fault.skip > 0) {
      fault.skip -= 1;
      return null;
    }
    if (fault.times > 0) {
      fault.times -= 1;
      if (fault.times === 0) this.#script = this.#script.filter((other) => other !== fault);
    }
    return fault;
  }
}
