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
  const now = wall(Date.parse(shown.now), shown.zone);
  const today = ({ clock, posted }: Row) => {
    const ended = wall(Date.parse(clock.stopped ?? posted), shown.zone);
    return daysBetween(ended, now) === 0;
  };
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

function part(section: Group["section"], label: string, rows: Row[]): Group {
  const late = rows.filter(({ clock }) => clock.state === "missed").length;
  const silent = rows.filter(({ clock }) => clock.state === "cancelled").length;
  const words = [String(rows.length)];
  if (late > 0) words.push(`${figure(late)} late`);
  if (silent > 0) words.push(`${figure(silent)} without a reply`);
  return { section, label, rows, count: words.join(", ") };
}

const figure = (n: number) => (n === 1 ? "one" : String(n));
