/** Sending a reply, to the thread that is read and to no other. */
import type { Desk } from "./desk.svelte";
import { order } from "./orders";
import { keep, observes } from "./practice";
import { askAct, type Host } from "./port";

export class Reply {
  /** The words that wait for a second key, and where they would stand. */
  sureAbout = $state.raw<{ request: number; text: string } | null>(null);
  sending = $state(false);
  /** Grows when the reply box is to take the focus. */
  wanted = $state(0);

  constructor(
    private readonly host: Host,
    private readonly desk: Desk,
  ) {}

  /** Opens the request and puts the caret into its reply. */
  want(): void {
    this.desk.opened = true;
    this.wanted += 1;
  }

  /** What a teammate passed on last, where nothing was begun yet. */
  offered(): string | null {
    const { detail, drafts } = this.desk;
    if (!detail || drafts.of(detail.row.id).trim() !== "") return null;
    return detail.passed.at(-1)?.text ?? null;
  }

  /** Begins the reply with an answer that a teammate passed on. */
  take(words: string | null): void {
    const id = this.desk.detail?.row.id;
    if (id === undefined || words === null) return;
    this.desk.drafts.write(id, words);
    this.want();
  }

  /** Sends the reply of the request that is read. */
  async send(): Promise<void> {
    const { detail, drafts } = this.desk;
    const id = detail?.row.id;
    const text = id === undefined ? "" : drafts.of(id).trim();
    if (id === undefined || !text || this.sending) return;
    if (observes(this.desk)) {
      return keep(this.desk, id, { is: "reply", text: "" });
    }
    this.sending = true;
    await drafts.settled();
    if (await this.#put(id, text)) drafts.sent(id);
  }

  /** Sends the words that a verb brings along: more time is asked for. */
  async say(request: number, text: string): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    await this.#put(request, text);
  }

  /** Whether these words wait for the second key. */
  doubts(request: number, text: string): boolean {
    const { sureAbout } = this;
    return sureAbout?.request === request && sureAbout.text === text;
  }

  async #put(request: number, text: string): Promise<boolean> {
    const sure = this.doubts(request, text);
    const reply = { act: "reply", request, text, sure } as const;
    const failure = await order(this.desk, () => askAct(this.host, reply));
    this.sending = false;
    const asksTwice = failure?.code === "refused" && !sure;
    const stillRead = this.desk.detail?.row;
    const here = stillRead?.internal && stillRead.id === request;
    this.sureAbout = asksTwice && here ? { request, text } : null;
    return failure === null;
  }
}
