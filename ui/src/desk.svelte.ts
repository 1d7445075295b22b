/** The state of the window: snapshots come in, acts go out. */
import { changes, type Speech } from "./announce";
import { Asking } from "./asking";
import { Closeup } from "./closeup.svelte";
import type { Act } from "./contract/Act";
import type { Detail } from "./contract/Detail";
import type { Done } from "./contract/Done";
import type { Failure } from "./contract/Failure";
import type { Fold } from "./contract/Fold";
import type { Select } from "./contract/Select";
import type { Snapshot } from "./contract/Snapshot";
import type { SearchPage } from "./contract/SearchPage";
import { EVERYTHING, ListFilter } from "./filter.svelte";
import { Drafts } from "./drafts.svelte";
import type { Here } from "./formats";
import { Lesson } from "./lesson.svelte";
import { HandoffPlace } from "./handoff/place.svelte";
import { Notebook } from "./notebook.svelte";
import { order } from "./orders";
import { ask, askAct, askSnapshot, failureOf, type Host } from "./port";
import { arrange, neighbour, type Arrangement, type Selection } from "./queue";
import { Notes } from "./notes.svelte";
import type { Menu, Sheet } from "./overlays";
import { Preflight } from "./preflight.svelte";
import { raise } from "./raise";
import { History } from "./history.svelte";
import { Reply } from "./reply.svelte";
import { Search } from "./search.svelte";
import { SettingsPlace } from "./settings/place.svelte";
import { nextTurn } from "./turns";

const PAGE = 200;
/** The queue, whatever is shown of it. */
const QUEUE: Select = {
  request: null,
  fold: "queue",
  rows: PAGE,
  calm: true,
  filter: EVERYTHING,
};
/** A snapshot is asked for at least this often, should a call go missing. */
const HEARTBEAT = 30_000;

export class Desk {
  snapshot = $state.raw<Snapshot | null>(null);
  /** The queue itself, while another part of the list is shown. */
  #front = $state.raw<Snapshot | null>(null);
  readonly closeup: Closeup;
  /** Why there is nothing to show, or nothing newer. */
  trouble = $state.raw<Failure | null>(null);
  selection = $state.raw<Selection>(null);
  fold = $state.raw<Fold>("queue");
  /** In a narrow window: the request is shown instead of the list. */
  opened = $state(false);
  menu = $state.raw<Menu | null>(null);
  sheet = $state.raw<Sheet | null>(null);
  /** The act whose form is open. */
  wished = $state.raw<Act | null>(null);
  /** The list and the request do not stand side by side. */
  narrow = $state(false);
  /** What of the list is shown. */
  readonly filter = new ListFilter(() => void this.refresh());
  /** When requests could come unseen. */
  readonly history: History;
  /** What the day and the week taught. */
  readonly lesson: Lesson;
  /** How everything stands that a shift leans on. */
  readonly preflight: Preflight;
  /** Which place is shown. */
  place = $state.raw<"queue" | "handoff" | "settings">("queue");
  readonly handoff: HandoffPlace;
  readonly settings: SettingsPlace;
  speech = $state.raw<Speech>({ polite: [], assertive: [] });
  /** Milliseconds since the snapshot was taken. */
  passed = $state(0);
  readonly notes = new Notes();
  readonly drafts: Drafts;
  readonly notebook = new Notebook((act) => this.act(act));
  readonly search: Search;
  readonly reply: Reply;

  readonly #host: Host;
  #takenAt = 0;
  #rows = PAGE;
  #place = 0;
  readonly #asking = new Asking(() => this.#fetch());
  /** How many rows were spoken of, so that only news is. */
  #spokenOf = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stops: (() => void)[] = [];

  constructor(host: Host) {
    this.#host = host;
    this.settings = new SettingsPlace(host, this, () => this);
    this.handoff = new HandoffPlace(host, (act) => this.act(act));
    this.closeup = new Closeup(host, this);
    this.history = new History(host);
    this.lesson = new Lesson(host);
    this.preflight = new Preflight(host);
    this.reply = new Reply(host, this);
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
    const read = this.closeup.detail;
    return read && read.row.id === this.selection ? read : null;
  });
  /** What the pane shows: the one before, until the one wanted has come. */
  readonly pane: Detail | null = $derived.by(() =>
    typeof this.selection === "number" ? this.closeup.detail : null,
  );
  readonly handsOff: boolean = $derived(
    this.snapshot?.hands_off_until != null &&
      Date.parse(this.snapshot.hands_off_until) > this.now,
  );

  /** Opens the form of an act, or closes it. */
  wish(act: Act | null): void {
    this.wished = act;
    this.sheet = act ? "wish" : null;
  }

  /** Hears of changes, and shows what there is. */
  async start(): Promise<void> {
    const hearing = [
      this.#host.onChanged(() => void this.refresh()),
      this.#host.onRaised((aim) => void raise(this, aim)),
    ];
    // Without news the window still asks by itself, if less often.
    for (const heard of await Promise.allSettled(hearing)) {
      if (heard.status === "fulfilled") this.#stops.push(heard.value);
    }
    await Promise.all([this.refresh(), this.settings.dress()]);
    const asked = this.#host.asked();
    if (asked.request === null) await this.lead();
    await raise(this, asked);
    this.#tick();
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

  /** Asks for a new snapshot. */
  refresh(): Promise<void> {
    return this.#asking.ask();
  }

  async #fetch(): Promise<void> {
    const { fold, selection } = this;
    const request = typeof selection === "number" ? selection : null;
    const filter = this.filter.wanted;
    const whole = fold === "queue" && !this.filter.on;
    try {
      // What is shown is asked for last: the engine remembers what is read.
      const front = whole ? null : await askSnapshot(this.#host, QUEUE);
      const shown = await askSnapshot(this.#host, {
        request,
        fold,
        rows: this.#rows,
        calm: true,
        filter,
      });
      this.closeup.hear(request, shown);
      if (fold === this.fold) this.#show(shown, front);
      this.trouble = null;
    } catch (refusal) {
      this.trouble = failureOf(refusal);
    }
  }

  #show(shown: Snapshot, front: Snapshot | null): void {
    // The whole queue is spoken of, whatever part of it is shown.
    const before = this.#front ?? this.snapshot;
    const practised = this.snapshot?.duty.role === "observer";
    if (practised && shown.duty.role !== "observer") this.drafts.drop();
    const most = front ? PAGE : this.#rows;
    const comparable = most === this.#spokenOf;
    this.#spokenOf = most;
    this.#takenAt = this.#host.elapsed();
    this.passed = 0;
    this.snapshot = shown;
    this.#front = front;
    if (before && comparable) {
      const speech = changes(before, front ?? shown);
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
    this.reply.sureAbout = null;
    this.#keepPlace();
    if (typeof selection === "number") await this.closeup.ask(selection);
    else if (selection !== null) await this.refresh();
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
    if (place === "handoff") await this.handoff.enter();
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
    if (!this.snapshot || this.snapshot.more === 0 || this.#asking.waits) return;
    this.#rows += PAGE;
    await this.refresh();
  }

  /** Does what a person asked for, and says what came of it. */
  async act(act: Act): Promise<boolean> {
    return (await order(this, () => askAct(this.#host, act))) === null;
  }

  /** Asks for something about a source, and says what came of it. */
  async about(cmd: "sign_in" | "open_source" | "copy_note", source: string) {
    const asked = () => ask(this.#host, { cmd, source }) as Promise<Done>;
    await order(this, asked);
  }

  /** Says why something was not done. */
  fail({ message, hint }: { message: string; hint: string | null }): void {
    this.notes.fail({ message, hint }, this.now);
  }
}
