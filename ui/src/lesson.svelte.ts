/** What today, or the week of reading along, has taught. */
import type { Failure } from "./contract/Failure";
import type { LessonPage } from "./contract/LessonPage";
import { ask, failureOf, type Host } from "./port";

export class Lesson {
  /** The week instead of today. */
  week = $state(false);
  /** What the team wrote is out of sight, for whoever would first guess. */
  covered = $state(false);
  page = $state.raw<LessonPage | null>(null);
  trouble = $state.raw<Failure | null>(null);
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Reads it anew. */
  async read(): Promise<void> {
    const { week } = this;
    try {
      const page = (await ask(this.#host, {
        cmd: "lesson",
        week,
      })) as LessonPage;
      if (week === this.week) this.page = page;
      this.trouble = null;
    } catch (refusal) {
      this.trouble = failureOf(refusal);
    }
  }

  /** Shows the other stretch. */
  async turn(week: boolean): Promise<void> {
    this.week = week;
    await this.read();
  }
}
