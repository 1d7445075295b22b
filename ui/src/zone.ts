/** Wall-clock time in the zone of the desktop. */

/** The wall clock's reading of an instant. */
export interface Wall {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  /** "Mon" to "Sun". */
  weekday: string;
  /** "Jan" to "Dec". */
  monthName: string;
}

const readers = new Map<string, Intl.DateTimeFormat>();

function reader(zone: string): Intl.DateTimeFormat {
  const known = readers.get(zone);
  if (known) return known;
  const options: Intl.DateTimeFormatOptions = {
    hourCycle: "h23",
    weekday: "short",
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  };
  let made: Intl.DateTimeFormat;
  try {
    made = new Intl.DateTimeFormat("en-US", { ...options, timeZone: zone });
  } catch {
    // A zone that this machine does not know: its own zone is the next best.
    made = new Intl.DateTimeFormat("en-US", options);
  }
  readers.set(zone, made);
  return made;
}

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** Every row is written anew each second, mostly about the same instants. */
const readings = new Map<string, Wall>();
const REMEMBERED = 2000;

/** What a clock on the wall shows at an instant. */
export function wall(at: number, zone: string): Wall {
  const key = `${zone} ${Math.floor(at / 1000)}`;
  const known = readings.get(key);
  if (known) return known;
  if (readings.size >= REMEMBERED) readings.clear();
  const made = readWall(at, zone);
  readings.set(key, made);
  return made;
}

function readWall(at: number, zone: string): Wall {
  const part = new Map<string, string>();
  for (const { type, value } of reader(zone).formatToParts(at)) {
    part.set(type, value);
  }
  const figure = (name: string) => Number(part.get(name) ?? 0);
  const monthName = part.get("month") ?? "";
  return {
    year: figure("year"),
    month: MONTHS.indexOf(monthName) + 1,
    day: figure("day"),
    hour: figure("hour"),
    minute: figure("minute"),
    second: figure("second"),
    weekday: part.get("weekday") ?? "",
    monthName,
  };
}

/** The instant at which a wall clock shows this day and time. */
export function instant(
  day: { year: number; month: number; day: number },
  hour: number,
  minute: number,
  zone: string,
): number {
  const wanted = Date.UTC(day.year, day.month - 1, day.day, hour, minute);
  let guess = wanted;
  // Twice, because the first correction may step over a change of the clock.
  for (let round = 0; round < 2; round += 1) {
    const shown = wall(guess, zone);
    const read = Date.UTC(
      shown.year,
      shown.month - 1,
      shown.day,
      shown.hour,
      shown.minute,
    );
    guess += wanted - read;
  }
  return guess;
}

/** Whole days between two wall clocks' dates. */
export function daysBetween(from: Wall, to: Wall): number {
  const day = (read: Wall) => Date.UTC(read.year, read.month - 1, read.day);
  return Math.round((day(to) - day(from)) / 86_400_000);
}
