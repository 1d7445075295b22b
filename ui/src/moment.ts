/** Reads a time that a person typed: "17:30", "fri 9:00", "tomorrow 8". */
import type { Here } from "./formats";
import { instant, wall } from "./zone";

const DAY = 86_400_000;
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** The instant meant, which is always in the future; nothing if unclear. */
export function moment(typed: string, here: Here): number | null {
  const match = /^(?:([a-z]+)\s+)?(\d{1,2})(?:[:.](\d{2}))?$/.exec(
    typed.trim().toLowerCase(),
  );
  if (!match) return null;
  const [, day, hours, minutes] = match;
  const hour = Number(hours);
  const minute = Number(minutes ?? 0);
  if (hour > 23 || minute > 59) return null;
  const away = daysAway(day, here);
  if (away === null) return null;
  const at = onDay(away, hour, minute, here);
  if (at > here.now) return at;
  return onDay(away + (day === undefined ? 1 : 7), hour, minute, here);
}

function daysAway(day: string | undefined, here: Here): number | null {
  if (day === undefined || day === "today") return 0;
  if (day === "tomorrow") return 1;
  const wanted = WEEKDAYS.indexOf(day.slice(0, 3));
  if (wanted === -1) return null;
  const today = wall(here.now, here.zone).weekday.toLowerCase();
  return (wanted - WEEKDAYS.indexOf(today) + 7) % 7;
}

function onDay(away: number, hour: number, minute: number, here: Here): number {
  const today = wall(here.now, here.zone);
  const noon = Date.UTC(today.year, today.month - 1, today.day, 12);
  const then = new Date(noon + away * DAY);
  const day = {
    year: then.getUTCFullYear(),
    month: then.getUTCMonth() + 1,
    day: then.getUTCDate(),
  };
  return instant(day, hour, minute, here.zone);
}
