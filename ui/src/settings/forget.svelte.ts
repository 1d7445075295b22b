/** Forgetting what a person or a source has said: named, looked at, agreed to. */
import type { Forgetting } from "../contract/Forgetting";
import type { SettingsPlace } from "./place.svelte";

export class Forget {
  open = $state(false);
  whom = $state("");
  /** What there would be to forget, of the name that stood in the field. */
  shown = $state.raw<{ whom: string; found: Forgetting } | null>(null);
  busy = $state(false);
  readonly #place: SettingsPlace;

  constructor(place: SettingsPlace) {
    this.#place = place;
  }

  begin(): void {
    this.whom = "";
    this.shown = null;
    this.open = true;
  }

  /** Tells how much there is, and touches nothing. */
  async look(): Promise<void> {
    const whom = this.whom.trim();
    if (this.busy) return;
    if (whom === "") {
      this.#place.refuse("Nobody is named.", "Write a name, or a source.");
      return;
    }
    const found = await this.#ask(whom, false);
    this.shown = found && { whom, found };
  }

  /** Forgets what is shown, and nothing that is not. */
  async agree(): Promise<void> {
    const { shown } = this;
    if (this.busy || !shown || shown.found.messages === 0) return;
    const done = await this.#ask(shown.whom, true);
    if (!done) return;
    this.open = false;
    this.#place.say(`Forgotten. ${amount(done)}`);
    await this.#place.read();
  }

  /** One step back: from what there is to the name, from there away. */
  leave(): void {
    if (this.shown) this.shown = null;
    else this.open = false;
  }

  async #ask(whom: string, really: boolean): Promise<Forgetting | null> {
    this.busy = true;
    const answer = await this.#place.ask({ cmd: "forget", whom, really });
    this.busy = false;
    return answer as Forgetting | null;
  }
}

/** "Dirk Vos: 12 messages in 4 requests." */
export function amount({ whose, messages, requests }: Forgetting): string {
  const many = (n: number, what: string) => `${n} ${what}${n === 1 ? "" : "s"}`;
  return `${whose}: ${many(messages, "message")} in ${many(requests, "request")}.`;
}
