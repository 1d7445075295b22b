/** Slack's message time: a string of seconds and microseconds that names a message. */

export const TS_FORM = /^\d{10}\.\d{6}$/;

/** The instant as microseconds, or null when the text is no number. */
export function micros(text) {
  const match = /^(\d{1,12})(?:\.(\d{1,9}))?$/.exec(String(text ?? ""));
  if (!match) return null;
  const fraction = (match[2] ?? "").slice(0, 6).padEnd(6, "0");
  return BigInt(match[1]) * 1_000_000n + BigInt(fraction);
}

export function fromMicros(value) {
  const seconds = value / 1_000_000n;
  const rest = value % 1_000_000n;
  return `${seconds}.${String(rest).padStart(6, "0")}`;
}

export function compareTs(a, b) {
  const left = micros(a);
  const right = micros(b);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Gives out instants that never repeat and never go back unless the clock does. */
export class Stamps {
  #clock;
  #last = 0n;
  #lastNow = 0;

  constructor(clock) {
    this.#clock = clock;
  }

  next() {
    const now = this.#clock.now();
    if (now < this.#lastNow) this.#last = 0n;
    this.#lastNow = now;
    const here = BigInt(Math.floor(now)) * 1000n;
    this.#last = here > this.#last ? here : this.#last + 1n;
    return fromMicros(this.#last);
  }
}
