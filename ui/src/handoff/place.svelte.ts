/** What this shift leaves to the next: what is shown, chosen and written. */
import type { Act } from "../contract/Act";
import type { Failure } from "../contract/Failure";
import type { HandoffPage } from "../contract/HandoffPage";
import { ask, failureOf, type Host } from "../port";

/** The note of somebody who has nothing to say of a request. */
export const NOTHING = "Nothing to add.";

/** What is written in place: a note on a request, or an answer to the form. */
export type Subject =
  | { on: "request"; request: number; note: number | null }
  | { on: "question"; question: string };

/** A line that can be chosen. */
export interface Line {
  subject: Subject;
  /** What is written there now. */
  text: string;
  missing: boolean;
}

export class HandoffPlace {
  page = $state.raw<HandoffPage | null>(null);
  trouble = $state.raw<Failure | null>(null);
  /** The shift that is read; nothing for the one that runs. */
  shift = $state.raw<string | null>(null);
  /** Which line is chosen. */
  at = $state(0);
  /** What of it is looked at: the page, what would be sent, or what somebody
   * else hands over. */
  side = $state.raw<"page" | "letter" | "arriving">("page");
  /** Which of what is handed over is chosen. */
  item = $state(0);
  writing = $state.raw<Subject | null>(null);
  text = $state("");
  #last: Promise<void> = Promise.resolve();
  /** What is on its way to being kept. */
  #keeping: Subject | null = null;
  readonly #host: Host;
  readonly #act: (act: Act) => Promise<boolean>;

  constructor(host: Host, act: (act: Act) => Promise<boolean>) {
    this.#host = host;
    this.#act = act;
  }

  /** The lines that can be chosen, in the order of the page. */
  readonly lines: Line[] = $derived(this.page ? linesOf(this.page) : []);
  readonly chosen: Line | null = $derived(this.lines[this.at] ?? null);
  readonly missing: number = $derived(
    this.page && !this.page.over
      ? this.page.notes_missing + this.page.answers_missing
      : 0,
  );

  /** Reads it anew. */
  async read(): Promise<void> {
    const { shift } = this;
    try {
      const page = (await ask(this.#host, {
        cmd: "handoff",
        shift,
      })) as HandoffPage;
      if (shift !== this.shift) return;
      this.page = page;
      this.trouble = null;
      this.at = Math.max(0, Math.min(this.at, this.lines.length - 1));
    } catch (refusal) {
      this.trouble = failureOf(refusal);
    }
  }

  /** Comes to the place: the first that is missing is chosen. */
  async enter(): Promise<void> {
    await this.read();
    if (!this.chosen?.missing) this.#toMissing(-1);
  }

  /** Chooses another line. */
  move(by: 1 | -1): void {
    if (this.side === "arriving") {
      const last = (this.page?.arriving?.items.length ?? 0) - 1;
      this.item = Math.max(0, Math.min(last, this.item + by));
      return;
    }
    const last = Math.max(0, this.lines.length - 1);
    this.at = Math.min(last, Math.max(0, this.at + by));
  }

  /** Writes on the chosen line, or on another one. */
  write(at: number = this.at): void {
    const line = this.lines[at];
    if (!line || this.page?.over || this.side !== "page") return;
    this.at = at;
    this.writing = line.subject;
    this.text = line.text;
  }

  /** Lets go of what is being written. */
  leave(): void {
    this.writing = null;
  }

  /** Keeps what was written, and goes on to the next that is missing. */
  async save(): Promise<void> {
    const { writing } = this;
    if (!writing || this.#keeping === writing) return;
    this.#keeping = writing;
    const kept = await this.#put(writing, this.text.trim());
    this.#keeping = null;
    // Another one may have been begun meanwhile.
    if (kept && this.writing === writing) this.writing = null;
  }

  /** There is nothing to add to the chosen line. A key that comes before the
   * one before it is written down is for the line after. */
  nothing(): Promise<void> {
    this.#last = this.#last.then(async () => {
      const line = this.chosen;
      const elsewhere = this.page?.over || this.side !== "page";
      if (!line?.missing || elsewhere) return;
      await this.#put(line.subject, NOTHING);
    });
    return this.#last;
  }

  async #put(subject: Subject, text: string): Promise<boolean> {
    if (text === "" && subject.on === "request") return false;
    const from = this.at;
    if (!(await this.#act(actOf(subject, text)))) return false;
    await this.read();
    this.#toMissing(from);
    return true;
  }

  /** Chooses the next line after one that is missing, from the top again. */
  #toMissing(after: number): void {
    const places = this.lines.flatMap(({ missing }, at) =>
      missing ? [at] : [],
    );
    this.at = places.find((at) => at > after) ?? places[0] ?? Math.max(0, after);
  }

  /** A job is done, or is not: the first that is not done, unless told. */
  async tick(job?: string, done = true): Promise<void> {
    const next = this.page?.jobs.find((it) => it.done === null)?.job;
    const which = job ?? next;
    if (which === undefined || this.page?.over) return;
    if (await this.#act({ act: "tick_job", job: which, done })) await this.read();
  }

  /** Shows the shift before the one that is read, or the one after it. */
  async turn(by: 1 | -1): Promise<void> {
    const past = this.page?.past ?? [];
    const now = past.findIndex(({ shift }) => shift === this.shift);
    const at = (this.shift === null ? -1 : now) + by;
    if (at >= past.length || at < -1) return;
    this.writing = null;
    this.side = "page";
    this.shift = past[at]?.shift ?? null;
    await this.read();
  }

  /** Hands the shift over; what is missing is told by the engine. */
  async over(): Promise<void> {
    if (this.page?.over) return;
    if (await this.#act({ act: "hand_over" })) await this.read();
  }

  /** Shows what would be sent; shown, it is sent. */
  async send(): Promise<void> {
    const { page } = this;
    if (!page || page.over || page.letter.length === 0) return;
    if (this.side !== "letter") {
      this.side = "letter";
    } else if (await this.#act({ act: "send_handoff" })) {
      this.side = "page";
      await this.read();
    }
  }

  /** Looks at what somebody else hands over, the first that waits chosen, or
   * no more. */
  look(): void {
    const arriving = this.page?.arriving;
    if (!arriving) return;
    const waits = arriving.items.findIndex((it) => !it.taken && !it.sending);
    this.item = Math.max(0, waits);
    this.side = this.side === "arriving" ? "page" : "arriving";
  }

  /** Shows what is handed over; shown, the chosen one is taken over and the
   * next follows, for which a key is meant that comes meanwhile. */
  accept(at?: number): Promise<void> {
    this.#last = this.#last.then(async () => {
      if (this.side !== "arriving") {
        this.look();
        return;
      }
      const which = at ?? this.item;
      const item = this.page?.arriving?.items[which];
      if (!item || item.taken || item.sending) return;
      this.item = which;
      if (!(await this.#act({ act: "accept", message: item.message }))) return;
      await this.read();
      if (this.side === "arriving") this.move(1);
    });
    return this.#last;
  }

  /** Puts it into the clipboard. */
  async copy(): Promise<void> {
    await this.#act({ act: "copy_handoff", shift: this.shift });
  }

  /** Prints the page. */
  print(): void {
    globalThis.print();
  }
}

function actOf(subject: Subject, text: string): Act {
  if (subject.on === "question")
    return { act: "answer_form", question: subject.question, text };
  const { note, request } = subject;
  return note === null
    ? { act: "note", request, text }
    : { act: "edit_note", note, text };
}

function linesOf(page: HandoffPage): Line[] {
  const open = page.open.map((line): Line => {
    const { request, note_id: note } = line;
    return {
      subject: { on: "request", request, note },
      text: line.note ?? line.before ?? "",
      missing: line.note === null,
    };
  });
  const form = page.form.map(
    ({ question, answer }): Line => ({
      subject: { on: "question", question },
      text: answer ?? "",
      missing: answer === null,
    }),
  );
  return [...open, ...form];
}
