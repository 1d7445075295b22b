/** The first ten minutes: pages come in, answers go out. */
import type { AlarmTest } from "../../contract/AlarmTest";
import type { Command } from "../../contract/Command";
import type { ConnectAct } from "../../contract/ConnectAct";
import type { Connected } from "../../contract/Connected";
import type { Connecting } from "../../contract/Connecting";
import type { Failure } from "../../contract/Failure";
import type { Preferences } from "../../contract/Preferences";
import type { Setup } from "../../contract/Setup";
import type { SetupAct } from "../../contract/SetupAct";
import { ask, Refusal, type Host } from "../../port";
import type { ConnectTalk } from "./talk";

/** The program may have gone on while this window was not looking. */
const LOOK = 1000;

export class First implements ConnectTalk {
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

  readonly sheet = false;
  readonly #host: Host;
  readonly #onover: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: Host, onover: () => void) {
    this.#host = host;
    this.#onover = onover;
  }

  /** The page as it is; before it was read once nothing is shown. */
  get #shown(): Setup {
    if (!this.page) throw new Error("nothing is asked yet");
    return this.page;
  }
  get connecting(): Connecting {
    return this.#shown.connect;
  }
  get connected(): Connected[] {
    return this.#shown.connected;
  }
  /** The question that is asked, which may be one on the way to a source. */
  get #asked(): Setup | Connecting {
    const page = this.#shown;
    return page.step === "connect" ? page.connect : page;
  }
  get busy(): string | null {
    return this.#shown.busy ?? this.#asked.busy;
  }
  get trouble(): Failure | null {
    return this.aside ?? this.#shown.trouble ?? this.#asked.trouble;
  }
  get remarks(): string[] {
    return this.#asked.remarks;
  }
  get waits(): boolean {
    const { step, connect } = this.#shown;
    return step === "connect" && connect.sign_in.waiting !== null;
  }

  connect(act: ConnectAct): Promise<void> {
    return this.answer({ do: "connect", act });
  }
  back(): void {
    const within = this.#shown.step === "connect";
    void this.answer(
      within ? { do: "connect", act: { do: "back" } } : { do: "back" },
    );
  }
  leaveOut = (source: string): void => {
    void this.answer({ do: "leave_out", source });
  };
  enough = (): void => {
    void this.answer({ do: "enough" });
  };

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
    if (this.answering && !isBeside(act)) return;
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

/** What can be asked for while an answer is on its way. */
function isBeside(act: SetupAct): boolean {
  const beside = ["back", "open_page", "copy"];
  return beside.includes(act.do === "connect" ? act.act.do : act.do);
}

function setup(act: SetupAct): Command {
  return { cmd: "setup", act };
}

function failureOf(refusal: unknown): Failure {
  if (refusal instanceof Refusal) return refusal.failure;
  return { code: "failed", message: String(refusal), hint: null };
}
