/** When requests could come unseen, as far back as that is kept. */
import type { Failure } from "./contract/Failure";
import type { GapLine } from "./contract/GapLine";
import { ask, failureOf, type Host } from "./port";

/** The gaps of one source, or of the whole desktop. */
export interface Gaps {
  title: string;
  lines: GapLine[];
}

export class History {
  lines = $state.raw<GapLine[] | null>(null);
  trouble = $state.raw<Failure | null>(null);
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Reads it anew. */
  async read(): Promise<void> {
    try {
      this.lines = (await ask(this.#host, { cmd: "history" })) as GapLine[];
      this.trouble = null;
    } catch (refusal) {
      this.trouble = failureOf(refusal);
    }
  }
}

/** The gaps by source, and last those of the whole desktop. */
export function bySource(lines: GapLine[], sources: string[]): Gaps[] {
  const told = lines.flatMap(({ source }) => source ?? []);
  const names = [...new Set([...sources, ...told])];
  const of = (title: string, name: string | null) => ({
    title,
    lines: lines.filter(({ source }) => source === name),
  });
  const gaps = names.map((name) => of(name, name));
  return [...gaps, of("Nobody was watching", null)];
}
