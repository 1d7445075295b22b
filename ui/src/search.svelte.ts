/** What is searched for, and what was found. */
import type { Failure } from "./contract/Failure";
import type { SearchPage } from "./contract/SearchPage";
import { Refusal } from "./port";

/** The filters, as they are typed. */
export const FILTERS = [
  "from:",
  "in:",
  "is:open",
  "is:mine",
  "is:closed",
  "has:note",
  "after:",
  "before:",
];

export class Search {
  text = $state("");
  page = $state.raw<SearchPage | null>(null);
  trouble = $state.raw<Failure | null>(null);
  readonly #ask: (text: string) => Promise<SearchPage>;
  #asking: Promise<void> | null = null;
  #asked = "";

  constructor(ask: (text: string) => Promise<SearchPage>) {
    this.#ask = ask;
  }

  /** Searches for what stands in the field; the last wish wins. */
  run(): void {
    this.#asking ??= this.#find().finally(() => (this.#asking = null));
  }

  /** Adds a filter to what is searched for. */
  add(filter: string): void {
    const before = this.text.trimEnd();
    this.text = before === "" ? filter : `${before} ${filter}`;
    if (!filter.endsWith(":")) {
      this.text += " ";
      this.run();
    }
  }

  async #find(): Promise<void> {
    do {
      this.#asked = this.text;
      try {
        this.page = await this.#ask(this.#asked);
        this.trouble = null;
      } catch (refusal) {
        if (!(refusal instanceof Refusal)) throw refusal;
        this.trouble = refusal.failure;
      }
    } while (this.#asked !== this.text);
  }
}
