/** Choosing another key for an act: asked for, looked at, kept. */
import { everyKey } from "../help";
import type { Desk } from "../desk.svelte";
import { capital } from "../formats";
import { own, units } from "../ownKeys.svelte";
import type { SettingsPlace } from "./place.svelte";

/** An act with the key it has from the beginning. */
export interface KeyedAct {
  what: string;
  /** "C", "Shift N". */
  key: string;
}

/** Every act whose key can be chosen: those of one key. */
export function keyedActs(desk: Desk): KeyedAct[] {
  const all = everyKey(desk)
    .flatMap(({ title, keys }) => (/^After/.test(title) ? [] : keys))
    .flatMap(([what, label]) => {
      const keys = units(label);
      if (keys.length === 1) return [{ what, key: label }];
      // "Next, previous" have "J K".
      const names = what.split(", ");
      const pairs = names.length === keys.length && keys.length === 2;
      if (!pairs) return [];
      return keys.map((key, at) => ({ what: capital(names[at] ?? ""), key }));
    });
  const openers = [
    { what: "Go to", key: "G" },
    { what: "Show", key: "V" },
  ];
  const single = /^(Shift )?\S$/;
  return [...all, ...openers].filter(
    ({ key }, at, every) =>
      single.test(key) && every.findIndex((it) => it.key === key) === at,
  );
}

export class KeyChoice {
  /** The act whose key is asked for. */
  asked = $state.raw<KeyedAct | null>(null);
  /** Why the key that was pressed cannot be it. */
  refused = $state("");
  readonly #place: SettingsPlace;
  readonly #desk: () => Desk;

  constructor(place: SettingsPlace, desk: () => Desk) {
    this.#place = place;
    this.#desk = desk;
  }

  /** Asks for another key. */
  ask(act: KeyedAct | undefined): void {
    this.refused = "";
    this.asked = act ?? null;
  }

  /** Takes the key that was pressed, unless it has a meaning already. */
  async take({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent) {
    const { asked } = this;
    if (!asked || ["Shift", "Control", "Alt", "Meta"].includes(key)) return;
    if (ctrlKey || metaKey || altKey || [...key].length !== 1 || key === " ") {
      this.refused = "It takes a single sign, with Shift or without.";
      return;
    }
    const letter = key.toLowerCase() !== key.toUpperCase();
    const sign = key.toLowerCase();
    const pressed = shiftKey && letter ? `Shift ${key.toUpperCase()}` : sign;
    const taken = this.#taken(pressed);
    if (taken) {
      this.refused = `${pressed.toUpperCase()} is “${taken.what}”. Take another key, or change that one first.`;
      return;
    }
    await this.#keep(asked.key, pressed);
    this.asked = null;
  }

  /** Gives every act its first key again. */
  async reset(): Promise<void> {
    await this.#place.wear({ keys: {} });
    this.#place.say("Every act has its first key again.");
  }

  #taken(pressed: string): KeyedAct | undefined {
    const same = (label: string) =>
      label.toLowerCase() === pressed.toLowerCase();
    return keyedActs(this.#desk()).find(
      (act) => act !== this.asked && act.key !== this.asked?.key && same(own(act.key)),
    );
  }

  async #keep(key: string, pressed: string): Promise<void> {
    const stands = key.toLowerCase();
    const keys = { ...this.#place.look.keys };
    if (pressed.toLowerCase() === stands) delete keys[stands];
    else keys[stands] = pressed.toLowerCase();
    await this.#place.wear({ keys });
  }
}
