/** An invented engine: it tells a scene, and lets it be acted on. */
import type { Act } from "../contract/Act";
import type { Aim } from "../contract/Aim";
import type { Command } from "../contract/Command";
import type { Failure } from "../contract/Failure";
import type { Fold } from "../contract/Fold";
import type { HandoffPage } from "../contract/HandoffPage";
import type { Select } from "../contract/Select";
import type { Snapshot } from "../contract/Snapshot";
import { detailOf } from "./detail";
import { FakeHandoff } from "./handoff";
import { FOLDED, listed, ORDER } from "./listed";
import { noteOf, playOn } from "./play";
import { standing } from "./preflight";
import { FakeSettings } from "./settings";
import { lesson } from "./practised";
import { rowOf } from "./row";
import type { Scene } from "./scenes";
import { Post } from "./post";
import { gaps } from "./gaps";
import { find } from "./search";
import { at, DAY, ZONE, type Story } from "./story";
import { writtenHandoff, writtenLesson, writtenPreflight } from "./written";

export class Stage {
  readonly listeners = new Set<() => void>();
  readonly raisers = new Set<(aim: Aim) => void>();
  readonly settings = new FakeSettings();
  readonly handoff = new FakeHandoff();
  /** Every act that arrived, for tests to look at. */
  readonly acts: Act[] = [];
  /** Every source that was signed in to or opened. */
  readonly sources: string[] = [];
  /** Every state of a reply that was kept. */
  readonly drafts: string[] = [];
  #ticked: string[] = [];
  /** What the next act is answered with instead. */
  refuse: Failure | null = null;
  readonly #post = new Post();
  #revision = 1;
  #sound: Snapshot["sound"] = "on";
  readonly #start: number;

  constructor(
    readonly scene: Scene,
    time: string | null,
    private readonly elapsed: () => number,
  ) {
    this.#start = Date.parse(
      time === null ? scene.now : at(`${this.#day()} ${time}`),
    );
  }

  #day(): string {
    const day = this.scene.now.slice(8, 10);
    return day === "" ? DAY.slice(8) : day;
  }

  get now(): number {
    return this.#start + this.elapsed();
  }

  /** Tells the window that something is new. */
  changed(): void {
    this.#revision += 1;
    for (const heard of this.listeners) heard();
  }

  /** The source refuses what is on its way there. */
  rollBack(id: number, why: string): void {
    const story = this.find(id);
    if (story) this.#post.refuse(story);
    const words = `Not sent: ${why}`;
    const toast = { id: this.#revision, words, undo_until: null };
    this.scene.toast = { ...toast, failed: true };
    this.changed();
  }

  /** Answers as the engine does, in an envelope. */
  async answer(command: Command): Promise<unknown> {
    if (command.cmd === "snapshot") return good(this.snapshot(command.select));
    const set = this.settings.answer(command, this.scene.sources);
    if (set && "error" in set)
      return { v: 1, ok: false, data: null, error: set.error };
    if (set) return good(set.data);
    if (command.cmd === "do") return this.#do(command.act);
    if (command.cmd === "search")
      return good(find(this.scene, this.now, command.text));
    if (command.cmd === "handoff")
      return good(this.#handoffPage(command.shift));
    if (command.cmd === "history") return good(gaps());
    const { written } = this.scene;
    if (command.cmd === "preflight")
      return good(written ? writtenPreflight(standing(), written) : standing());
    if (command.cmd === "lesson") {
      const page = lesson(command.week, this.#ticked);
      return good(written ? writtenLesson(page, written) : page);
    }
    if (command.cmd === "draft") {
      const story = this.find(command.request);
      if (story) story.draft = command.text;
      this.drafts.push(command.text);
      return good(null);
    }
    const about = ["sign_in", "open_source", "copy_note"];
    if ("source" in command && about.includes(command.cmd))
      this.sources.push(`${command.cmd} ${command.source}`);
    return good({
      request: null,
      words: "Waiting for the browser.",
      queued: false,
    });
  }

  #handoffPage(shift: string | null): HandoffPage {
    const page = this.handoff.page(shift);
    const { written } = this.scene;
    return written ? writtenHandoff(page, written) : page;
  }

  find(id: number): Story | undefined {
    return this.scene.requests.find((story) => story.id === id);
  }

  snapshot(select: Select): Snapshot {
    const { request, rows: limit } = select;
    const { scene, now } = this;
    const all = scene.requests.map((story) => rowOf(story, scene, now));
    const { shown, fits } = listed(all, select, scene);
    const rows = fits.slice(0, limit ?? 200);
    const selected = request === null ? undefined : this.find(request);
    const many = (part: Fold) =>
      all.filter(({ section }) => FOLDED[part].includes(section)).length;
    const observing = scene.duty.role === "observer";
    const mine = all.filter(
      ({ section, owner }) =>
        ORDER.includes(section) && (observing || owner.kind !== "teammate"),
    ).length;
    const label = scene.blind ? `${mine}+` : String(mine);
    return {
      revision: this.#revision,
      now: new Date(now).toISOString(),
      team: "Ferryline",
      demo: scene.demo,
      zone: ZONE,
      duty: scene.duty,
      claim_verb: "I’m on it",
      rows,
      more: fits.length - rows.length,
      hidden: {
        requests: shown.length - fits.length,
        overdue: shown.filter(
          (row) => row.section === "overdue" && !fits.includes(row),
        ).length,
      },
      count: {
        for_you: mine,
        unsure: scene.blind !== null,
        others: scene.others,
        label,
        words: observing ? `${label} open` : `${label} for you`,
        waiting: scene.extra.waiting + many("waiting"),
        snoozed: scene.extra.snoozed + many("snoozed"),
        answered: scene.extra.answered + many("answered"),
      },
      sources: scene.sources,
      blind: scene.blind,
      selected: selected ? detailOf(selected, scene, now) : null,
      coming: scene.coming,
      tomorrow: null,
      sound: this.#sound,
      quiet_until:
        this.#sound === "quiet"
          ? new Date(now + 3_600_000).toISOString()
          : null,
      peak_until: scene.peak,
      toast: scene.toast,
      warnings: scene.warnings,
      hands_off_until: null,
      notes: scene.notes,
    };
  }

  #do(act: Act): unknown {
    this.acts.push(act);
    const refuse = this.refuse ?? this.#guard(act);
    if (refuse) {
      this.refuse = null;
      return { v: 1, ok: false, data: null, error: refuse };
    }
    const words = this.handoff.hear(act) ?? this.#play(act);
    this.changed();
    const request = "request" in act ? act.request : null;
    return good({ request, words, queued: false });
  }

  /** A teammate is answered in a public channel only on a second key. */
  #guard(act: Act): Failure | null {
    if (act.act !== "reply" || act.sure) return null;
    if (!this.find(act.request)?.internal) return null;
    return {
      code: "refused",
      message: "A teammate asked this, and everybody would read the answer.",
      hint: "Press the key once more to send it all the same.",
    };
  }

  #play(act: Act): string {
    const now = new Date(this.now).toISOString();
    const story =
      "request" in act && act.request !== null
        ? this.find(act.request)
        : undefined;
    switch (act.act) {
      case "quiet":
        this.#sound = act.on ? "quiet" : "on";
        return act.on
          ? "Quiet for an hour. Emergencies still ring."
          : "Not quiet any more.";
      case "ring":
        this.#sound = act.on ? "on" : "off";
        return act.on ? "This computer rings." : "This computer does not ring.";
      case "read_now":
        return "Reading every source now.";
      case "tick":
        this.#ticked = this.#ticked.filter((known) => known !== act.item);
        if (act.done) this.#ticked.push(act.item);
        return act.done ? "Ticked off." : "Not done yet.";
      case "note": {
        if (act.request !== null) return playOn(story as Story, act, now);
        const { scene } = this;
        scene.notes = [noteOf(act.text, now), ...scene.notes];
        return "Noted, on this computer only.";
      }
      case "delete_note":
        for (const story of this.scene.requests) {
          story.notes = story.notes.filter(({ id }) => id !== act.note);
        }
        return "The note is deleted.";
      case "undo":
        return "There is nothing to undo.";
      case "open":
        return act.link === null
          ? "Opened at the source."
          : `Link ${act.link} opened.`;
      default:
        if (!story) return "Done.";
        return this.#post.send(story, act, now) ?? playOn(story, act, now);
    }
  }
}

function good(data: unknown): unknown {
  return { v: 1, ok: true, data, error: null };
}
