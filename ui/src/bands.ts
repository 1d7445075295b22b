/** How good an answer is while the clock of a request stands there. */
import type { Clock } from "./contract/Clock";

/** The band in which a clock stands. */
export interface Standing {
  /** What the team calls it: "great". */
  name: string;
  until: number;
  /** Its place among them, the best is 0. */
  place: number;
  /** How many there are. */
  of: number;
}

/** The band of an answer at an instant; of what has stopped, at its end. */
export function standing(clock: Clock, now: number): Standing | null {
  const { bands } = clock;
  const at = clock.stopped === null ? now : Date.parse(clock.stopped);
  const place = bands.findIndex(({ until }) => at <= Date.parse(until));
  const band = bands[place];
  if (band === undefined || clock.as_of !== null) return null;
  const { name } = band;
  return { name, until: Date.parse(band.until), place, of: bands.length };
}

/** What is left of the whole where each band but the last ends, 0 to 1. */
export function notches({ bands, target_ms }: Clock): number[] {
  if (!target_ms) return [];
  return bands
    .slice(0, -1)
    .flatMap(({ after_ms }) => after_ms ?? [])
    .map((after) => Math.min(1, Math.max(0, 1 - after / target_ms)));
}
