/** Under a queue in which nothing waits: what was settled, today's first. */
import type { Row } from "./contract/Row";
import type { Snapshot } from "./contract/Snapshot";
import type { Group } from "./queue";
import { daysBetween, wall } from "./zone";

/** Whether a row has nothing more to come. */
export function isSettled({ section }: Row): boolean {
  return section === "answered" || section === "closed";
}

/** Its two parts; one without rows is left out. */
export function settledGroups(rows: Row[], shown: Snapshot): Group[] {
  const today = endedToday(shown);
  const parts: Group[] = [
    part("today", "Settled today", rows.filter(today)),
    part(
      "before",
      "Settled before",
      rows.filter((row) => !today(row)),
    ),
  ];
  return parts.filter(({ rows }) => rows.length > 0);
}

/** What somebody who reads along learns from: today's answers, and what a
 * teammate has marked, however old. */
export function learnt(rows: Row[], shown: Snapshot): Group[] {
  const today = endedToday(shown);
  const answered = rows.filter((row) => !row.evergreen && today(row));
  const worth = rows.filter(({ evergreen }) => evergreen);
  const parts: Group[] = [
    part("today", "Answered today", answered),
    { ...part("worth", "Worth reading", worth), count: String(worth.length) },
  ];
  return parts.filter(({ rows }) => rows.length > 0);
}

function endedToday(shown: Snapshot): (row: Row) => boolean {
  const now = wall(Date.parse(shown.now), shown.zone);
  return ({ clock, posted }) => {
    const ended = wall(Date.parse(clock.stopped ?? posted), shown.zone);
    return daysBetween(ended, now) === 0;
  };
}

function part(section: Group["section"], label: string, rows: Row[]): Group {
  const late = rows.filter(({ clock }) => clock.state === "missed").length;
  const silent = rows.filter(({ clock }) => clock.state === "cancelled").length;
  const words = [String(rows.length)];
  if (late > 0) words.push(`${figure(late)} late`);
  if (silent > 0) words.push(`${figure(silent)} without a reply`);
  return { section, label, rows, count: words.join(", ") };
}

const figure = (n: number) => (n === 1 ? "one" : String(n));
