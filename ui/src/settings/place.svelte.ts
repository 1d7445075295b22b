/** The state of the place of settings: what it shows, and what is changed. */
import type { AlarmTest } from "../contract/AlarmTest";
import type { Command } from "../contract/Command";
import type { Failure } from "../contract/Failure";
import type { Look } from "../contract/Look";
import type { Preferences } from "../contract/Preferences";
import type { PreferencesChange } from "../contract/PreferencesChange";
import type { Settings } from "../contract/Settings";
import type { SourceTest } from "../contract/SourceTest";
import { ask, failureOf, type Host } from "../port";
import type { Desk } from "../desk.svelte";
import { takeUp } from "../ownKeys.svelte";
import { draw, step } from "../size";
import { CallKeys } from "./callKeys.svelte";
import { TeamChanges } from "./changes.svelte";
import { Forget } from "./forget.svelte";
import { KeyChoice } from "./keyChoice.svelte";
import { Choice } from "./choice.svelte";
import { Way } from "./way.svelte";

/** What the place needs of the window around it. */
export interface Speaker {
  readonly now: number;
  readonly notes: { say(words: string, now: number): void };
  fail(failure: { message: string; hint: string | null }): void;
  refresh(): Promise<void>;
}

const PLAIN: Look = { theme: "system", text_size: 100, letters: true, keys: {} };

export class SettingsPlace {
  /** The digit of the section that is shown. */
  section = $state.raw(1);
  page = $state.raw<Settings | null>(null);
  look = $state.raw<Look>(PLAIN);
  preferences = $state.raw<Preferences | null>(null);
  /** Why this computer has no such preferences. */
  unset = $state.raw<Failure | null>(null);
  /** What the sources said when they were asked. */
  tests = $state.raw<SourceTest[]>([]);
  testing = $state(false);
  /** Which line of the section is chosen. */
  at = $state.raw(0);
  /** How the last test alarm stands. */
  alarm = $state.raw<AlarmTest | null>(null);
  readonly changes: TeamChanges;
  readonly forget: Forget;
  readonly way: Way;
  readonly choice: Choice;
  readonly keys: KeyChoice;
  readonly call: CallKeys;
  readonly #host: Host;
  readonly #speaker: Speaker;

  constructor(host: Host, speaker: Speaker, desk: () => Desk) {
    this.#host = host;
    this.#speaker = speaker;
    this.changes = new TeamChanges(this);
    this.forget = new Forget(this);
    this.way = new Way(this);
    this.choice = new Choice(this);
    this.keys = new KeyChoice(this, desk);
    this.call = new CallKeys(
      async (keys) =>
        (await ask(host, { cmd: "shortcut", keys })) as Preferences,
      (kept) => void (this.preferences = kept),
    );
  }

  /** Asks the engine; nothing, and a word about it, if it says no. */
  async ask(command: Command): Promise<unknown> {
    try {
      return await ask(this.#host, command);
    } catch (refusal) {
      this.#speaker.fail(failureOf(refusal));
      return null;
    }
  }

  /** Says what was done. */
  say(words: string): void {
    if (words) this.#speaker.notes.say(words, this.#speaker.now);
  }

  /** Says why something cannot be done. */
  refuse(message: string, hint: string | null = null): void {
    this.#speaker.fail({ message, hint });
  }

  /** Dresses the window as its user likes it. */
  async dress(): Promise<void> {
    const look = await ask(this.#host, { cmd: "look" }).catch(() => null);
    if (look) this.#wear(look as Look);
  }

  /** Reads everything that is shown. */
  async read(): Promise<void> {
    const page = await this.ask({ cmd: "settings" });
    if (page) this.page = page as Settings;
    try {
      const kept = await ask(this.#host, { cmd: "preferences" });
      this.preferences = kept as Preferences;
      this.unset = null;
    } catch (refusal) {
      this.unset = failureOf(refusal);
    }
  }

  /** Shows another section. */
  show(section: number): void {
    this.section = section;
    this.at = 0;
  }

  /** Changes how the window looks. */
  async wear(change: Partial<Look>): Promise<void> {
    const before = this.look;
    const look = { ...before, ...change };
    this.#wear(look);
    const kept = await this.ask({ cmd: "set_look", look });
    if (!kept) this.#wear(before);
  }

  /** One step larger or smaller, or back to normal with 0. */
  async resize(by: 1 | -1 | 0): Promise<void> {
    await this.wear({ text_size: step(this.look.text_size, by) });
  }

  #wear(look: Look): void {
    this.look = look;
    takeUp(look.keys);
    const { classList } = document.documentElement;
    if (look.theme !== "system") {
      classList.remove("light", "dark");
      classList.add(look.theme);
    } else if (this.#dressed) classList.remove("light", "dark");
    this.#dressed = true;
    draw(look.text_size);
  }
  #dressed = false;

  /** Changes how this computer sounds. */
  async prefer(change: PreferencesChange): Promise<void> {
    const kept = await this.ask({ cmd: "set_preferences", change });
    if (kept) this.preferences = kept as Preferences;
  }

  /** Starts with the desktop, or not. */
  async autostart(on: boolean): Promise<void> {
    const kept = await this.ask({ cmd: "autostart", on });
    if (kept) await this.read();
  }

  /** Does something that answers with a sentence. */
  async order(command: Command): Promise<void> {
    const done = (await this.ask(command)) as { words?: string } | null;
    if (done) this.say(done.words ?? "");
    await this.#speaker.refresh();
  }

  /** Something is being filled in or agreed to over the place. */
  get asking(): boolean {
    const { form, shown } = this.changes;
    const filling =
      form !== null ||
      shown !== null ||
      this.forget.open ||
      this.way.page !== null ||
      this.choice.asked !== null;
    return filling || this.keys.asked !== null || this.call.asked;
  }

  /** Lets go of whatever is being filled in or agreed to. */
  leave(): void {
    this.changes.shown = null;
    this.changes.form = null;
    this.forget.open = false;
    this.way.leave();
    this.choice.asked = null;
    this.keys.ask(undefined);
    this.call.ask(false);
  }

  /** Rings as an alarm would, and tells part by part what came of it. */
  async ring(): Promise<void> {
    this.alarm = null;
    await this.order({ cmd: "test_alarm" });
    for (const wait of [false, true]) {
      if (wait && this.alarm?.state !== "waiting") return;
      const alarm = await this.ask({ cmd: "alarm_test", wait });
      if (alarm) this.alarm = alarm as AlarmTest;
    }
  }

  /** Asks every source who we are there. */
  async test(): Promise<void> {
    if (this.testing) return;
    this.testing = true;
    const tests = await this.ask({ cmd: "test_sources" });
    this.testing = false;
    if (!tests) return;
    this.tests = tests as SourceTest[];
    const ill = this.tests.filter(({ well }) => !well);
    this.say(
      ill.length === 0
        ? "Every source answers."
        : `Not well: ${ill.map(({ source }) => source).join(", ")}.`,
    );
    await this.read();
  }
}
