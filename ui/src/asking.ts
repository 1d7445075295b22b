/** Asking for what is newest: one at a time, and the last wish wins. */
export class Asking {
  #asked: Promise<void> | null = null;
  #again = false;

  constructor(private readonly once: () => Promise<void>) {}

  /** An answer is still to come. */
  get waits(): boolean {
    return this.#asked !== null;
  }

  /** Asks, or asks once more when the answer has come. */
  ask(): Promise<void> {
    if (this.#asked) {
      this.#again = true;
      return this.#asked;
    }
    this.#asked = this.#all().finally(() => (this.#asked = null));
    return this.#asked;
  }

  async #all(): Promise<void> {
    do {
      this.#again = false;
      await this.once();
    } while (this.#again);
  }
}
