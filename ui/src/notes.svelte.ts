/** The sentence at the foot of the window. */
import type { Toast } from "./contract/Toast";

/** One sentence. */
export interface Note {
  words: string;
  hint: string | null;
  failed: boolean;
  /** Until when Z takes the act back. */
  undoUntil: number | null;
  /** When it goes. */
  until: number;
}

const STAYS = 6000;
const FAILURE_STAYS = 12_000;

/** What is said now, if anything. */
export class Notes {
  current = $state.raw<Note | null>(null);
  #lastToast: number | null = null;

  /** Says what an act did. */
  say(words: string, now: number): void {
    this.#show({ words }, now);
  }

  /** Says why something was not done. */
  fail(
    { message, hint }: { message: string; hint: string | null },
    now: number,
  ): void {
    this.#show({ words: message, hint, failed: true }, now);
  }

  /** Says what the engine wants said, once. */
  hear(toast: Toast | null, now: number): void {
    if (!toast || toast.id === this.#lastToast) return;
    this.#lastToast = toast.id;
    const { words, undo_until: until, failed } = toast;
    const undoUntil = until === null ? null : Date.parse(until);
    this.#show({ words, undoUntil, failed }, now);
  }

  /** Lets go of a sentence that has stood long enough. */
  expire(now: number): void {
    if (this.current && now >= this.current.until) this.clear();
  }

  /** Takes the sentence away. */
  clear(): void {
    this.current = null;
  }

  #show(note: Partial<Note> & { words: string }, now: number): void {
    const stays = note.failed ? FAILURE_STAYS : STAYS;
    const until = Math.max(now + stays, note.undoUntil ?? 0);
    this.current = {
      hint: null,
      failed: false,
      undoUntil: null,
      until,
      ...note,
    };
  }
}
