/** The request that is read closely; it comes with the list, or alone. */
import type { Detail } from "./contract/Detail";
import type { Snapshot } from "./contract/Snapshot";
import { EVERYTHING } from "./filter.svelte";
import type { Desk } from "./desk.svelte";
import { askSnapshot, failureOf, type Host } from "./port";

export class Closeup {
  detail = $state.raw<Detail | null>(null);
  /** The engine's time when it was read. */
  #read = $state(0);

  constructor(
    private readonly host: Host,
    private readonly desk: Desk,
  ) {}

  /** Asks for a request alone: the list around it stays as it is. */
  async ask(request: number): Promise<void> {
    const alone = {
      request,
      fold: "queue",
      rows: 0,
      calm: false,
      filter: EVERYTHING,
    } as const;
    try {
      this.hear(request, await askSnapshot(this.host, alone));
    } catch (refusal) {
      this.desk.trouble = failureOf(refusal);
    }
  }

  /** Takes in what was asked for, unless another one is wanted by now. */
  hear(request: number | null, { selected, now }: Snapshot): void {
    if (request === null || request !== this.desk.selection) return;
    this.detail = selected;
    this.#read = Date.parse(now);
    if (selected) this.desk.drafts.hear(selected.row.id, selected.draft);
  }

  /** Milliseconds since it was read, at an instant of the engine's time. */
  passed(now: number): number {
    return now - this.#read;
  }
}
