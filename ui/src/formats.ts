/** How times and durations are written. */
import { daysBetween, wall } from "./zone";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function two(figure: number): string {
  return String(figure).padStart(2, "0");
}

/** "1:47" below an hour, "1 h 16" below a day, "2 d 3 h" beyond. */
export function figures(ms: number): string {
  const whole = Math.max(0, ms);
  if (whole < HOUR) {
    const minutes = Math.floor(whole / MINUTE);
    return `${minutes}:${two(Math.floor((whole % MINUTE) / SECOND))}`;
  }
  if (whole < DAY) {
    const hours = Math.floor(whole / HOUR);
    return `${hours} h ${two(Math.floor((whole % HOUR) / MINUTE))}`;
  }
  const days = Math.floor(whole / DAY);
  return `${days} d ${Math.floor((whole % DAY) / HOUR)} h`;
}

/** What is left: a second that has begun still counts as one. */
export function left(ms: number): string {
  return figures(Math.ceil(Math.max(0, ms) / SECOND) * SECOND);
}

/** "3 min 12 s" in a sentence. */
export function duration(ms: number): string {
  const whole = Math.max(0, Math.floor(ms / SECOND));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) {
    return whole % 60 === 0
      ? `${minutes} min`
      : `${minutes} min ${whole % 60} s`;
  }
  const hours = Math.floor(minutes / 60);
  if (hours < 24) {
    return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  }
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** An age in one unit: "18 s", "5 min", "2 h", "3 d". */
export function age(ms: number): string {
  const whole = Math.max(0, ms);
  if (whole < 100 * SECOND) return `${Math.floor(whole / SECOND)} s`;
  if (whole < HOUR) return `${Math.floor(whole / MINUTE)} min`;
  if (whole < DAY) return `${Math.floor(whole / HOUR)} h`;
  return `${Math.floor(whole / DAY)} d`;
}

/** The moment at which something is read, and where. */
export interface Here {
  now: number;
  zone: string;
}

/** "16:43" today, "Fri 18:00" within the week, "4 Dec 09:00" beyond. */
export function when(at: number, here: Here): string {
  return dated(at, here, false);
}

/** The same where there is little room: "4 Dec" beyond the week. */
export function briefly(at: number, here: Here): string {
  const [read, now] = [wall(at, here.zone), wall(here.now, here.zone)];
  const far = Math.abs(daysBetween(now, read)) >= 7;
  return far ? `${read.day} ${read.monthName}` : when(at, here);
}

/** The same with seconds: "16:43:12". */
export function exactly(at: number, here: Here): string {
  return dated(at, here, true);
}

function dated(at: number, here: Here, seconds: boolean): string {
  const read = wall(at, here.zone);
  const time = `${two(read.hour)}:${two(read.minute)}`;
  const away = daysBetween(wall(here.now, here.zone), read);
  if (away === 0) return seconds ? `${time}:${two(read.second)}` : time;
  if (Math.abs(away) < 7) return `${read.weekday} ${time}`;
  return `${read.day} ${read.monthName} ${time}`;
}

/** "09:52" today, "Thu" within the week, "4 Dec" beyond. */
export function since(at: number, here: Here): string {
  const read = wall(at, here.zone);
  const away = daysBetween(wall(here.now, here.zone), read);
  if (away === 0) return `${two(read.hour)}:${two(read.minute)}`;
  if (Math.abs(away) < 7) return read.weekday;
  return `${read.day} ${read.monthName}`;
}

/** A day by its name and date: "Thu 19 Nov". */
export function day(at: number, { zone }: Here): string {
  const read = wall(at, zone);
  return `${read.weekday} ${read.day} ${read.monthName}`;
}

/** The bar's clock: "Thu 19 Nov 16:41". */
export function date(here: Here): string {
  const read = wall(here.now, here.zone);
  return `${day(here.now, here)} ${two(read.hour)}:${two(read.minute)}`;
}

/** A file's size: "12 kB". */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** With a capital, as the first word of a line. */
export const capital = (words: string) =>
  words.charAt(0).toUpperCase() + words.slice(1);
