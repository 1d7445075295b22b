/** Choosing the keys that open the form for a call from anywhere. */
import type { Preferences } from "../contract/Preferences";
import { failureOf } from "../port";

/** Asks the engine; a refusal is thrown. */
type Take = (keys: string | null) => Promise<Preferences>;

/** With these another key is meant to follow. */
const HELD = ["Shift", "Control", "Alt", "Meta", "AltGraph", "CapsLock"];

export class CallKeys {
  /** The keys are asked for. */
  asked = $state.raw(false);
  /** Why those that were pressed cannot be it. */
  refused = $state("");
  readonly #take: Take;
  readonly #kept: (preferences: Preferences) => void;

  constructor(take: Take, kept: (preferences: Preferences) => void) {
    this.#take = take;
    this.#kept = kept;
  }

  /** Asks for the keys, or leaves them as they are. */
  ask(asked: boolean): void {
    this.refused = "";
    this.asked = asked;
  }

  /** Takes the keys that were pressed, if they can be taken. */
  async pressed(event: KeyboardEvent): Promise<void> {
    if (HELD.includes(event.key)) return;
    await this.keep(written(event));
  }

  /** Keeps these keys, or none; what is refused leaves all as it was. */
  async keep(keys: string | null): Promise<void> {
    try {
      this.#kept(await this.#take(keys));
      this.ask(false);
    } catch (refusal) {
      this.refused = failureOf(refusal).message;
    }
  }
}

/** Keys as they travel: "ctrl+alt+l". */
function written(event: KeyboardEvent): string {
  const { ctrlKey, altKey, shiftKey, metaKey, key, code } = event;
  const held = [
    [ctrlKey, "ctrl"],
    [altKey, "alt"],
    [shiftKey, "shift"],
    [metaKey, "super"],
  ] as const;
  const names = held.flatMap(([is, name]) => (is ? [name] : []));
  return [...names, sign(key, code)].join("+");
}

/** What held keys have made of a sign is told by where it lies. */
function sign(key: string, code: string): string {
  if (/^([a-z0-9]|F\d+)$/i.test(key)) return key.toLowerCase();
  return /^(?:Key|Digit)(.)$/.exec(code)?.[1]?.toLowerCase() ?? key;
}
