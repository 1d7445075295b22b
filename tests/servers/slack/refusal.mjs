/** A call that Slack answers with `ok: false` and a code. */
export class Refusal extends Error {
  constructor(code, extra = {}) {
    super(code);
    this.code = code;
    this.extra = extra;
  }

  body() {
    return { ok: false, error: this.code, ...this.extra };
  }
}

/** Throws unless the condition holds. */
export function must(condition, code, extra) {
  if (!condition) throw new Refusal(code, extra);
}
