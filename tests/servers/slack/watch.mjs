/** Lets a test wait until something has happened here, without sleeping. */
export class Watch {
  #waiting = new Set();

  /** Something changed: everyone who waits looks again. */
  changed() {
    for (const look of [...this.#waiting]) look();
  }

  /** Resolves to true when `test` holds, or to false after `withinMs` of real time. */
  until(test, withinMs) {
    if (test()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const settle = (held) => {
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve(held);
      };
      const look = () => test() && settle(true);
      const timer = setTimeout(() => settle(false), withinMs);
      this.#waiting.add(look);
    });
  }
}
