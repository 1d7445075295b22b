/** The state of the window: snapshots come in, acts go out. */
import { changes, type Speech } from "./announce";
import type { Act } from "./contract/Act";
import type { Aim } from "./contract/Aim";
import type { Detail } from "./contract/Detail";
import type { Done } from "./contract/Done";
import type { Failure } from "./contract/Failure";
import type { Fold } from "./contract/Fold";
import type { Snapshot } from "./contract/Snapshot";
import type { SearchPage } from "./contract/SearchPage";
import { Drafts } from "./drafts.svelte";
import type { Here } from "./formats";
import { Notebook } from "./notebook.svelte";
import { order } from "./orders";
import { ask, askAct, askSnapshot, failureOf, type Host } from "./port";
import { arrange, neighbour, type Arrangement, type Selection } from "./queue";
import { Notes } from "./notes.svelte";
import { Search } from "./search.svelte";
import { SettingsPlace } from "./settings/place.svelte";
import { nextTurn } from "./turns";

const PAGE = 200;
/** A snapshot is asked for at least this often, should a call go missing. */
const HEARTBEAT = 30_000;

export class Desk {
  snapshot = $state.raw<Snapshot | null>(null);
  /** The queue itself, while another part of the list is shown. */
  #front = $state.raw<Snapshot | null>(null);
  /** Why there is nothing to show, or nothing newer. */
  trouble = $state.raw<Failure | null>(null);
  selection = $state.raw<Selection>(null);
  fold = $state.raw<Fold>("queue");
  /** In a narrow window: the request is shown instead of the list. */
  opened = $state(false);
  menu = $state.raw<"snooze" | "more" | "time" | null>(null);
  sheet = $state.raw<"palette" | "help" | "search" | "notes" | null>(null);
  /** Which place is shown. */
  place = $state.raw<"queue" | "settings">("queue");
  readonly settings: SettingsPlace;
  speech = $state.raw<Speech>({ polite: [], assertive: [] });
  /** Milliseconds since the snapshot was taken. */
  passed = $state(0);
  readonly notes = new Notes();
  readonly drafts: Drafts;
  readonly notebook = new Notebook((act) => this.act(act));
  readonly search: Search;
  /** The request whose reply needs a second key. */
  sureAbout = $state.raw<number | null>(null);
  sending = $state(false);
  /** Grows when the reply box is to take the focus. */
  replyWanted = $state(0);

  readonly #host: Host;
  #takenAt = 0;
  #rows = PAGE;
  #place = 0;
  #asking: Promise<void> | null = null;
  #again = false;
  /** Which part was shown, and how far, so that only news is spoken. */
  #listed = "";
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stops: (() => void)[] = [];

  constructor(host: Host) {
    this.#host = host;
    this.settings = new SettingsPlace(host, this);
    this.drafts = new Drafts((request, text) =>
      ask(host, { cmd: "draft", request, text }),
    );
    this.search = new Search(
      async (text) => (await ask(host, { cmd: "search", text })) as SearchPage,
    );
  }

  readonly now = $derived(
    this.snapshot ? Date.parse(this.snapshot.now) + this.passed : 0,
  );
  readonly here: Here = $derived({
    now: this.now,
    zone: this.snapshot?.zone ?? "UTC",
  });
  readonly list: Arrangement | null = $derived(
    this.snapshot
      ? arrange(this.snapshot, this.#front ?? this.snapshot, this.fold)
      : null,
  );
  /** The request that is read, once it has come. */
  readonly detail: Detail | null = $derived.by(() => {
    const read = this.snapshot?.selected ?? null;
    return read && read.row.id === this.selection ? read : null;
  });
  /** What the pane shows: the one before, until the one wanted has come. */
  readonly pane: Detail | null = $derived(
    typeof this.selection === "number"
      ? (this.snapshot?.selected ?? null)
      : null,
  );
  readonly handsOff: boolean = $derived(
    this.snapshot?.hands_off_until != null &&
      Date.parse(this.snapshot.hands_off_until) > this.now,
  );

  /** Hears of changes, and shows what there is. */
  async start(): Promise<void> {
    const hearing = [
      this.#host.onChanged(() => void this.refresh()),
      this.#host.onRaised((aim) => void this.#raise(aim)),
    ];
    // Without news the window still asks by itself, if less often.
    for (const heard of await Promise.allSettled(hearing)) {
      if (heard.status === "fulfilled") this.#stops.push(heard.value);
    }
    await Promise.all([this.refresh(), this.settings.dress()]);
    const asked = this.#host.asked();
    if (asked.request === null) await this.lead();
    await this.#raise(asked);
    this.#tick();
  }

  async #raise({ request, spot }: Aim): Promise<void> {
    if (spot === "settings") return this.go("settings");
    if (request === null) return;
    this.opened = true;
    this.place = "queue";
    this.sheet = null;
    await this.select(request);
    if (spot === "reply") this.wantReply();
  }

  /** Lets go of the host and of the clock. */
  stop(): void {
    clearTimeout(this.#timer);
    for (const stop of this.#stops) stop();
  }

  #tick(): void {
    this.passed = this.#host.elapsed() - this.#takenAt;
    this.notes.expire(this.now);
    if (this.snapshot) {
      const turn = nextTurn(this.snapshot, this.now - this.passed);
      if (this.passed >= Math.min(turn, HEARTBEAT)) void this.refresh();
    }
    const rest = 1000 - (Math.floor(this.now) % 1000);
    this.#timer = setTimeout(() => this.#tick(), rest);
  }

  /** Asks for a new snapshot; one at a time, the last wish wins. */
  refresh(): Promise<void> {
    if (this.#asking) {
      this.#again = true;
      return this.#asking;
    }
    this.#asking = this.#fetch().finally(() => (this.#asking = null));
    return this.#asking;
  }

  async #fetch(): Promise<void> {
    do {
      this.#again = false;
      const { fold, selection } = this;
      const request = typeof selection === "number" ? selection : null;
      try {
        const shown = await askSnapshot(this.#host, {
          request,
          fold,
          rows: this.#rows,
          calm: true,
        });
        const front =
          fold === "queue"
            ? null
            : await askSnapshot(this.#host, {
                request: null,
                fold: "queue",
                rows: 1,
                calm: false,
              });
        if (fold === this.fold) this.#show(shown, front);
        this.trouble = null;
      } catch (refusal) {
        this.trouble = failureOf(refusal);
      }
    } while (this.#again);
  }

  #show(shown: Snapshot, front: Snapshot | null): void {
    const before = this.snapshot;
    const list = `${this.fold} ${this.#rows}`;
    const sameList = list === this.#listed;
    this.#listed = list;
    this.#takenAt = this.#host.elapsed();
    this.passed = 0;
    this.snapshot = shown;
    const { selected } = shown;
    if (selected) this.drafts.hear(selected.row.id, selected.draft);
    this.#front = front;
    if (before && sameList) {
      const speech = changes(before, shown);
      if (speech.polite.length + speech.assertive.length > 0)
        this.speech = speech;
    }
    this.notes.hear(shown.toast, this.now);
    this.#keepPlace();
  }

  #keepPlace(): void {
    const at = this.list?.order.indexOf(this.selection) ?? -1;
    if (at !== -1) this.#place = at;
    // What was blind is read again: there is nothing to show of it. And the
    // first request after a calm is read as it comes.
    const seesAgain = this.selection === "blind" && !this.snapshot?.blind;
    const wakes =
      this.selection === null && this.list?.hero.is === "request";
    if (seesAgain || wakes) void this.lead();
  }

  /** Reads a request. */
  async select(selection: Selection): Promise<void> {
    if (selection === this.selection) return;
    this.selection = selection;
    this.menu = null;
    this.sureAbout = null;
    this.#keepPlace();
    if (selection !== null) await this.refresh();
  }

  /** Moves the selection up or down the list. */
  move(by: 1 | -1): Promise<void> {
    const from = { selection: this.selection, place: this.#place };
    return this.select(neighbour(this.list?.order ?? [], from, by));
  }

  /** Goes to what is drawn large. */
  async lead(): Promise<void> {
    if (this.list?.hero.is === "blind") await this.select("blind");
    else if (this.list?.hero.is === "request") {
      await this.select(this.list.hero.row.id);
    } else await this.select(null);
  }

  /** Goes to another place. */
  async go(place: Desk["place"]): Promise<void> {
    this.menu = null;
    this.place = place;
    if (place === "settings") await this.settings.read();
  }

  /** Shows another part of the list. */
  async turnTo(fold: Fold): Promise<void> {
    if (fold === this.fold) return;
    this.fold = fold;
    this.#rows = PAGE;
    await this.refresh();
  }

  /** Fetches the rows after the last one shown. */
  async further(): Promise<void> {
    if (!this.snapshot || this.snapshot.more === 0 || this.#asking) return;
    this.#rows += PAGE;
    await this.refresh();
  }

  /** Does what a person asked for, and says what came of it. */
  async act(act: Act): Promise<boolean> {
    return (await order(this, () => askAct(this.#host, act))) === null;
  }

  /** Signs in to a source again. */
  async signIn(source: string): Promise<void> {
    const command = { cmd: "sign_in", source } as const;
    await order(this, () => ask(this.#host, command) as Promise<Done>);
  }

  /** Opens a source itself. */
  async visit(source: string): Promise<void> {
    const command = { cmd: "open_source", source } as const;
    await order(this, () => ask(this.#host, command) as Promise<Done>);
  }

  /** Opens the request and puts the caret into its reply. */
  wantReply(): void {
    this.opened = true;
    this.replyWanted += 1;
  }

  /** Sends the reply of the request that is read. */
  async send(): Promise<void> {
    const id = this.detail?.row.id;
    const text = id === undefined ? "" : this.drafts.of(id).trim();
    if (id === undefined || !text || this.sending) return;
    this.sending = true;
    await this.drafts.settled();
    const sure = this.sureAbout === id;
    const reply = { act: "reply", request: id, text, sure } as const;
    const failure = await order(this, () => askAct(this.#host, reply));
    this.sending = false;
    if (failure === null) this.drafts.sent(id);
    const asksTwice = failure?.code === "refused" && !sure;
    this.sureAbout = asksTwice && this.detail?.row.internal ? id : null;
  }

  /** Says why something was not done. */
  fail({ message, hint }: { message: string; hint: string | null }): void {
    this.notes.fail({ message, hint }, this.now);
  }
}
