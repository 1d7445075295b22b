/** When the next row will look different, so that the engine is asked. */
import type { Clock } from "./contract/Clock";
import type { Snapshot } from "./contract/Snapshot";

/** Milliseconds from the snapshot to the next turn of one of its clocks. */
export function nextTurn(snapshot: Snapshot, taken: number): number {
  let next = Infinity;
  const consider = (at: string | null) => {
    if (at === null) return;
    const away = Date.parse(at) - taken;
    // At the very instant the engine may not have turned yet: ask again.
    if (away >= 0 && away < next) next = away;
  };
  for (const row of snapshot.rows) {
    for (const at of turns(row.clock)) consider(at);
    consider(row.snoozed_until);
  }
  consider(snapshot.quiet_until);
  consider(snapshot.hands_off_until);
  return next;
}

function turns(clock: Clock): (string | null)[] {
  return [clock.starts, clock.first_warning, clock.due];
}
