/** The way to a source from the place of settings, in a sheet. */
import type { ConnectAct } from "../contract/ConnectAct";
import type { Connected } from "../contract/Connected";
import type { Connecting } from "../contract/Connecting";
import type { Failure } from "../contract/Failure";
import type { ConnectTalk } from "../parts/setup/talk";
import type { SettingsPlace } from "./place.svelte";

/** The page at which a sign-in waits may have been left meanwhile. */
const LOOK = 1000;

export class Way implements ConnectTalk {
  /** What is asked; nothing while no way is gone. */
  page = $state.raw<Connecting | null>(null);
  answering = $state(false);
  readonly sheet = true;
  readonly connected: Connected[] = [];
  readonly leaveOut = null;
  readonly enough = null;
  readonly #place: SettingsPlace;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(place: SettingsPlace) {
    this.#place = place;
  }

  get connecting(): Connecting {
    if (!this.page) throw new Error("nothing is asked");
    return this.page;
  }
  get busy(): string | null {
    return this.page?.busy ?? null;
  }
  get trouble(): Failure | null {
    return this.page?.trouble ?? null;
  }
  get remarks(): string[] {
    return this.page?.remarks ?? [];
  }
  get waits(): boolean {
    return (this.page?.sign_in.waiting ?? null) !== null;
  }

  /** Answers what is asked, or begins. */
  async connect(act: ConnectAct): Promise<void> {
    const beside = ["back", "open_page", "copy"].includes(act.do);
    if (this.answering && !beside) return;
    this.answering = true;
    this.#look();
    const page = await this.#place.ask({ cmd: "connect", act });
    clearTimeout(this.#timer);
    this.answering = false;
    if (page) await this.#show(page as Connecting);
  }

  /** One step back; from the first question away. */
  back(): void {
    const { page } = this;
    if (page?.step === "kinds") this.leave();
    else void this.connect({ do: "back" });
  }

  /** Away, from wherever it is. */
  leave(): void {
    clearTimeout(this.#timer);
    this.page = null;
  }

  /** Looks on while an answer is thought about. */
  #look(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      void this.#place
        .ask({ cmd: "connect", act: { do: "look" } })
        .then((page) => {
          if (!this.answering || !page) return;
          this.page = page as Connecting;
          this.#look();
        });
    }, LOOK);
  }

  async #show(page: Connecting): Promise<void> {
    if (page.step !== "done") {
      this.page = page;
      return;
    }
    this.leave();
    this.#place.say(page.remarks.join(" "));
    await this.#place.read();
  }
}
