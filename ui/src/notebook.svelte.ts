/** The private note that is being written. */
import type { Act } from "./contract/Act";
import type { NoteLine } from "./contract/NoteLine";

/** What a note is on: a request, or the shift. */
export type About = number | "shift";

/** Where the caret is: a new note, or one that is changed. */
export interface Writing {
  about: About;
  note: number | null;
}

export class Notebook {
  writing = $state.raw<Writing | null>(null);
  text = $state("");
  /** New notes that were left half written. */
  readonly #left = new Map<About, string>();
  /** What is on its way to being kept. */
  #keeping: Writing | null = null;
  readonly #act: (act: Act) => Promise<boolean>;

  constructor(act: (act: Act) => Promise<boolean>) {
    this.#act = act;
  }

  /** Begins a new note, or goes on with the one that was left. */
  begin(about: About): void {
    this.leave();
    this.writing = { about, note: null };
    this.text = this.#left.get(about) ?? "";
  }

  /** Changes a note. */
  change(about: About, { id, text }: NoteLine): void {
    this.leave();
    this.writing = { about, note: id };
    this.text = text;
  }

  /** Lets go; a new note that was begun is kept for later. */
  leave(): void {
    if (this.writing?.note === null) {
      this.#left.set(this.writing.about, this.text);
    }
    this.writing = null;
  }

  /** Writes it down. */
  async save(): Promise<void> {
    const { writing } = this;
    const text = this.text.trim();
    if (!writing || text === "" || this.#keeping === writing) return;
    const { about, note } = writing;
    const request = about === "shift" ? null : about;
    const act: Act =
      note === null
        ? { act: "note", request, text }
        : { act: "edit_note", note, text };
    this.#keeping = writing;
    const kept = await this.#act(act);
    this.#keeping = null;
    if (!kept) return;
    if (note === null) this.#left.delete(about);
    // Another one may have been begun meanwhile, with the words of this one
    // where it was left before it was kept.
    if (this.writing === writing) this.writing = null;
    else if (this.#goesOnWith(about, text)) this.text = "";
  }

  #goesOnWith(about: About, text: string): boolean {
    const { writing } = this;
    const fresh = writing?.about === about && writing.note === null;
    return fresh && this.text.trim() === text;
  }

  /** Deletes a note; Z brings it back. */
  async remove(note: number): Promise<void> {
    await this.#act({ act: "delete_note", note });
  }

  /** Opens a link of a note. */
  async follow(note: number, link: number): Promise<void> {
    await this.#act({ act: "open_note", note, link });
  }
}
