/** Replies that were begun, kept by the engine as they are typed. */
import { SvelteMap } from "svelte/reactivity";
import type { Draft } from "./contract/Draft";

export class Drafts {
  readonly #texts = new SvelteMap<number, string>();
  /** What the engine changed last, as far as it was shown. */
  readonly #turns = new Map<number, number>();
  readonly #unsaved = new Map<number, string>();
  readonly #save: (request: number, text: string) => Promise<unknown>;
  #saving: Promise<void> | null = null;

  constructor(save: (request: number, text: string) => Promise<unknown>) {
    this.#save = save;
  }

  /** What stands in the reply box of a request. */
  of(request: number): string {
    return this.#texts.get(request) ?? "";
  }

  /** Takes in what was typed. */
  write(request: number, text: string): void {
    this.#texts.set(request, text);
    this.#unsaved.set(request, text);
    this.#saving ??= this.#keep().finally(() => (this.#saving = null));
  }

  /** The reply is on its way: the box is empty. */
  sent(request: number): void {
    this.#texts.delete(request);
  }

  /** What was begun was practice: nothing of it may be sent by mistake. */
  drop(): void {
    this.#texts.clear();
    this.#unsaved.clear();
  }

  /** What the engine has; a reply that did not go out comes back. */
  hear(request: number, { text, turn }: Draft): void {
    const known = this.#turns.get(request);
    if (known === turn) return;
    this.#turns.set(request, turn);
    const begun = this.#texts.has(request);
    if (text !== "" && (known !== undefined || !begun)) {
      this.#texts.set(request, text);
    }
  }

  /** Waits until the engine has all that was typed. */
  async settled(): Promise<void> {
    await this.#saving;
  }

  /** One request to the engine at a time; of a draft the last state counts. */
  async #keep(): Promise<void> {
    for (;;) {
      const [next] = this.#unsaved;
      if (!next) return;
      const [request, text] = next;
      this.#unsaved.delete(request);
      // What could not be kept stays in the box, and is kept with the next
      // letter.
      await this.#save(request, text).catch(() => undefined);
    }
  }
}
