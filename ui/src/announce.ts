/** What has changed, for those who cannot see it. */
import type { Row } from "./contract/Row";
import type { Snapshot } from "./contract/Snapshot";
import { duration, when } from "./formats";

/** What is to be spoken, once each. */
export interface Speech {
  polite: string[];
  /** Spoken at once: a deadline has passed. */
  assertive: string[];
}

/** From the next one on, they are counted instead of read out. */
const MANY = 3;

/** Compares two snapshots of the same part of the list. */
export function changes(before: Snapshot, after: Snapshot): Speech {
  const speech: Speech = { polite: [], assertive: [] };
  const known = new Map(before.rows.map((row) => [row.id, row]));
  const fresh = after.rows.filter(({ id }) => !known.has(id));
  if (fresh.length > MANY) speech.polite.push(`${fresh.length} new requests`);
  else speech.polite.push(...fresh.map(({ spoken }) => `New: ${spoken}`));
  for (const row of after.rows) {
    const was = known.get(row.id);
    if (!was) continue;
    if (was.clock.state !== row.clock.state) speakClock(row, after, speech);
    else if (was.owner.label !== row.owner.label) {
      speech.polite.push(`${row.gist}: ${ownerWords(row)}`);
    }
  }
  speakSources(before, after, speech);
  return speech;
}

function speakClock(row: Row, after: Snapshot, speech: Speech): void {
  switch (row.clock.state) {
    case "overdue":
      speech.assertive.push(`${row.gist}: overdue`);
      break;
    case "imminent":
      speech.polite.push(`${row.gist}: ${dueWords(row, after)}`);
      break;
    case "passed":
      speech.assertive.push(`${row.gist}: ${row.clock.word ?? "due"} now`);
      break;
    case "met":
      speech.polite.push(`${row.gist}: answered in time`);
      break;
    case "missed":
      speech.polite.push(`${row.gist}: answered late`);
      break;
    case "in_doubt":
      speech.polite.push(`${row.gist}: answered in time or late`);
      break;
    case "paused":
      speech.polite.push(`${row.gist}: waiting on them`);
      break;
    case "cancelled":
      speech.polite.push(`${row.gist}: ${row.clock.word ?? "closed"}`);
      break;
    case "pending":
      speech.polite.push(`${row.gist}: the clock runs again`);
      break;
    case "none":
      break;
  }
}

function dueWords(row: Row, after: Snapshot): string {
  const { left_ms: left, due } = row.clock;
  if (left !== null && left > 0 && left < 3_600_000) {
    return `due in ${duration(left < 60_000 ? left : Math.round(left / 60_000) * 60_000)}`;
  }
  if (due === null) return "due soon";
  const here = { now: Date.parse(after.now), zone: after.zone };
  return `due ${when(Date.parse(due), here)}`;
}

/** "Nobody has it", "You have it", "Ana has it". */
export function ownerWords(row: Row): string {
  switch (row.owner.kind) {
    case "nobody":
      return "Nobody has it";
    case "you":
      return "You have it";
    case "together":
      return `${row.owner.label} have it`;
    case "teammate":
      return `${row.owner.label} has it`;
  }
}

function speakSources(before: Snapshot, after: Snapshot, speech: Speech): void {
  const was = before.blind?.source;
  const is = after.blind?.source;
  if (is && was?.id !== is.id) speech.polite.push(`${is.name} cannot be read`);
  if (was && !is) speech.polite.push(`${was.name} is read again`);
}
