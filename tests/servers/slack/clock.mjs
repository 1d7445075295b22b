/**
 * The server's own time: it runs by itself, stands still, or jumps when told,
 * and everything that waits (redelivery, limits, expiry, pings) waits on it.
 */
export class Clock {
  #offset = 0;
  #frozenAt = null;
  #due = [];
  #timer = null;

  /** Milliseconds since the epoch. */
  now() {
    return this.#frozenAt ?? Date.now() + this.#offset;
  }

  seconds() {
    return Math.floor(this.now() / 1000);
  }

  get frozen() {
    return this.#frozenAt !== null;
  }

  /** Calls `act` once `ms` have passed on this clock; returns a canceller. */
  after(ms, act) {
    const entry = { at: this.now() + ms, act };
    this.#due.push(entry);
    this.#due.sort((a, b) => a.at - b.at);
    this.#arm();
    return () => {
      this.#due = this.#due.filter((other) => other !== entry);
      this.#arm();
    };
  }

  /** Resolves once `ms` have passed on this clock. */
  wait(ms) {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  freeze(frozen) {
    if (frozen) this.#frozenAt = this.now();
    else if (this.frozen) {
      this.#offset = this.#frozenAt - Date.now();
      this.#frozenAt = null;
    }
    this.#arm();
  }

  advance(ms) {
    if (this.frozen) this.#frozenAt += ms;
    else this.#offset += ms;
    this.#fire();
  }

  set(ms) {
    this.advance(ms - this.now());
  }

  stop() {
    this.#due = [];
    clearTimeout(this.#timer);
  }

  #fire() {
    while (this.#due.length > 0 && this.#due[0].at <= this.now()) {
      this.#due.shift().act();
    }
    this.#arm();
  }

  #arm() {
    clearTimeout(this.#timer);
    if (this.frozen || this.#due.length === 0) return;
    const ms = Math.min(Math.max(this.#due[0].at - this.now(), 0), 2 ** 31 - 1);
    this.#timer = setTimeout(() => this.#fire(), ms);
    this.#timer.unref();
  }
}
