/** The first ten minutes: pages come in, answers go out. */
import type { AlarmTest } from "../../contract/AlarmTest";
import type { Command } from "../../contract/Command";
import type { Failure } from "../../contract/Failure";
import type { Preferences } from "../../contract/Preferences";
import type { Setup } from "../../contract/Setup";
import type { SetupAct } from "../../contract/SetupAct";
import { ask, Refusal, type Host } from "../../port";

/** The program may have gone on while this window was not looking. */
const LOOK = 1000;

export class First {
  page = $state.raw<Setup | null>(null);
  /** Nothing is asked any more: the queue is shown. */
  over = $state(false);
  /** An answer is on its way. */
  answering = $state(false);
  /** How the test alarm stands. */
  alarm = $state.raw<AlarmTest | null>(null);
  preferences = $state.raw<Preferences | null>(null);
  /** Why something beside the steps was not done. */
  aside = $state.raw<Failure | null>(null);

  readonly #host: Host;
  readonly #onover: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: Host, onover: () => void) {
    this.#host = host;
    this.#onover = onover;
  }

  /** Looks what is asked, and goes on looking until nothing is. */
  async start(): Promise<void> {
    await this.#look();
    if (!this.over) this.#tick();
  }

  /** Lets go of the clock. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  #tick(): void {
    this.#timer = setTimeout(() => {
      void this.#look().then(() => {
        if (!this.over) this.#tick();
      });
    }, LOOK);
  }

  async #look(): Promise<void> {
    try {
      this.#show(await this.#ask<Setup>(setup({ do: "look" })));
      if (this.page?.step === "preview") await this.#lookAside();
    } catch {
      // An engine that does not know these steps is past them, and one that
      // does not answer is the queue's to tell.
      if (!this.page) this.#end();
    }
  }

  /** Answers what is asked. */
  async answer(act: SetupAct): Promise<void> {
    if (this.answering && act.do !== "back" && act.do !== "open_browser")
      return;
    this.answering = true;
    this.aside = null;
    try {
      this.#show(await this.#ask<Setup>(setup(act)));
    } catch (refusal) {
      this.aside = failureOf(refusal);
    }
    this.answering = false;
  }

  /** Rings as an alarm would. */
  async test(): Promise<void> {
    this.alarm = null;
    await this.#order({ cmd: "test_alarm" });
    await this.#lookAside();
  }

  /** Starts with the desktop, or not. */
  async autostart(on: boolean): Promise<void> {
    await this.#order({ cmd: "autostart", on });
    this.preferences = null;
    await this.#lookAside();
  }

  async #order(command: Command): Promise<void> {
    this.aside = null;
    try {
      await ask(this.#host, command);
    } catch (refusal) {
      this.aside = failureOf(refusal);
    }
  }

  async #lookAside(): Promise<void> {
    if (this.alarm === null || this.alarm.state === "waiting") {
      this.alarm =
        (await this.#try<AlarmTest>({ cmd: "alarm_test", wait: false })) ??
        this.alarm;
    }
    this.preferences ??= await this.#try<Preferences>({ cmd: "preferences" });
  }

  /** Nothing where there was no test yet, or nothing here sounds or starts. */
  #try<T>(command: Command): Promise<T | null> {
    return this.#ask<T | null>(command).catch(() => null);
  }

  async #ask<T>(command: Command): Promise<T> {
    return (await ask(this.#host, command)) as T;
  }

  #show(page: Setup): void {
    if (page.step === "done") this.#end();
    else this.page = page;
  }

  #end(): void {
    if (this.over) return;
    this.over = true;
    this.stop();
    this.#onover();
  }
}

function setup(act: SetupAct): Command {
  return { cmd: "setup", act };
}

function failureOf(refusal: unknown): Failure {
  if (refusal instanceof Refusal) return refusal.failure;
  return { code: "failed", message: String(refusal), hint: null };
}
