/** How everything stands that a shift leans on. */
import type { Failure } from "./contract/Failure";
import type { Preflight as Page } from "./contract/Preflight";
import { ask, failureOf, type Host } from "./port";

export class Preflight {
  page = $state.raw<Page | null>(null);
  /** It is being tried; what is shown is of before. */
  trying = $state(false);
  trouble = $state.raw<Failure | null>(null);
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Tries everything, and says how it stands. */
  async read(): Promise<void> {
    if (this.trying) return;
    this.trying = true;
    try {
      this.page = (await ask(this.#host, { cmd: "preflight" })) as Page;
      this.trouble = null;
    } catch (refusal) {
      this.trouble = failureOf(refusal);
    }
    this.trying = false;
  }
}
