/** What of the list is shown, as its user narrowed it. */
import type { Filter } from "./contract/Filter";
import type { Snapshot } from "./contract/Snapshot";
import { PRIORITY } from "./words";

/** Nothing is left out. */
export const EVERYTHING: Filter = {
  whose: null,
  priority: null,
  source: null,
  words: "",
};

export class ListFilter {
  wanted = $state.raw<Filter>(EVERYTHING);
  /** Words are being typed. */
  typing = $state(false);
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Whether anything may be left out. */
  readonly on: boolean = $derived(
    Object.values(this.wanted).some((part) => part !== null && part !== ""),
  );

  /** Narrows it further; what holds already is taken back. */
  choose(part: Partial<Filter>): void {
    const taken = Object.entries(part).every(
      ([name, value]) => this.wanted[name as keyof Filter] === value,
    );
    const back = Object.fromEntries(Object.keys(part).map((it) => [it, null]));
    this.#want({ ...this.wanted, ...(taken ? back : part) });
  }

  /** The words that are looked for. */
  write(words: string): void {
    this.#want({ ...this.wanted, words });
  }

  /** Shows everything again. */
  clear(): void {
    this.typing = false;
    if (this.on) this.#want(EVERYTHING);
  }

  #want(wanted: Filter): void {
    this.wanted = wanted;
    this.#changed();
  }
}

/** "Only mine, urgent, Slack, “dirk”". */
export function filterWords(filter: Filter, shown: Snapshot): string {
  const source = shown.sources.find(({ id }) => id === filter.source);
  const whose = { mine: "mine", nobodys: "what nobody has" } as const;
  const words = filter.words.trim();
  const parts = [
    filter.whose && whose[filter.whose],
    filter.priority && PRIORITY[filter.priority].toLowerCase(),
    filter.source && (source?.name ?? filter.source),
    words && `“${words}”`,
  ];
  return `Only ${parts.filter(Boolean).join(", ")}`;
}

/** "5 hidden", "Nothing fits, 8 hidden". */
export function hiddenWords({ rows, more, hidden }: Snapshot): string {
  if (hidden.requests === 0) return "nothing hidden";
  const none = rows.length + more === 0;
  return `${none ? "Nothing fits, " : ""}${hidden.requests} hidden`;
}
