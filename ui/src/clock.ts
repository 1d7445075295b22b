/** What a request's clock shows at an instant. */
import { standing, type Standing } from "./bands";
import type { Clock } from "./contract/Clock";
import type { Section } from "./contract/Section";
import { briefly, figures, left, since, when, type Here } from "./formats";

/** The shape beside the figures: it says the state without colour. */
export type Shape =
  | "arc"
  | "wedge"
  | "diamond"
  | "diamond0"
  | "check"
  | "bars"
  | "dash"
  | "unsure"
  | "ring0";

/** How large and how loud the figures are. */
export type Look =
  "near" | "far" | "imminent" | "overdue" | "record" | "unsure";

/** A clock, read. */
export interface Reading {
  shape: Shape;
  /** What is left of the whole, 0 to 1, for the arc, the wedge and the drain. */
  share: number;
  look: Look;
  /** "1:47", "Fri 18:00", "paused". */
  digits: string;
  /** "of 5 min", "overdue", "since 09:52". */
  below: string;
  /** How good an answer is now, or was. */
  band: Standing | null;
  /** It is our word that is due, and not their question. */
  ours: boolean;
}

type Plain = Omit<Reading, "band" | "ours">;

const HOUR = 3_600_000;

/** Milliseconds left in the target's own time, `passed` after the snapshot. */
export function leftNow(clock: Clock, passed: number): number | null {
  if (clock.left_ms === null) return null;
  return clock.running ? clock.left_ms - passed : clock.left_ms;
}

/** Reads a clock `passed` milliseconds after the snapshot it came with. */
export function read(clock: Clock, passed: number, here: Here): Reading {
  const band = standing(clock, here.now);
  return { ...plain(clock, passed, here), band, ours: isOurs(clock) };
}

/** A promise, or the update that follows "I'm looking into it". */
function isOurs({ state, by, word }: Clock): boolean {
  const runs =
    state === "pending" || state === "imminent" || state === "passed";
  return runs && (by !== null || word === "update");
}

function plain(clock: Clock, passed: number, here: Here): Plain {
  if (clock.as_of !== null) return unsure(clock, clock.as_of, here);
  switch (clock.state) {
    case "overdue":
      return overdue(clock, passed, here);
    case "pending":
    case "imminent":
      return pending(clock, passed, here);
    case "passed":
      return passedBy(clock, here);
    case "met":
      return record(
        "check",
        figures(clock.took_ms ?? 0),
        standing(clock, here.now)?.name ?? of(clock),
      );
    case "missed":
      return record(
        "diamond0",
        figures(clock.took_ms ?? 0),
        clock.late_ms === null ? "late" : `${figures(clock.late_ms)} late`,
      );
    case "in_doubt":
      return record("check", "met or late", seenWords(clock.seen, here));
    case "paused":
      return record("bars", "paused", sinceWords(clock.stopped, here));
    case "cancelled":
      return record("dash", clock.word ?? "closed", "no reply");
    case "none":
      if (clock.stopped !== null) {
        return record("check", "answered", sinceWords(clock.stopped, here));
      }
      return record("ring0", "no target", sinceWords(clock.started, here));
  }
}

function seenWords(seen: string | null, here: Here): string {
  return seen === null ? "not known" : `seen ${since(Date.parse(seen), here)}`;
}

function record(shape: Shape, digits: string, below: string): Plain {
  return { shape, share: 0, look: "record", digits, below };
}

function of(clock: Clock): string {
  if (clock.target === "") return "";
  return clock.by_day ? clock.target : `of ${clock.target}`;
}

function sinceWords(at: string | null, here: Here): string {
  return at === null ? "" : `since ${since(Date.parse(at), here)}`;
}

/** The share of the target that is left, for everything that drains. */
export function share(clock: Clock, passed: number): number {
  const remaining = leftNow(clock, passed);
  if (remaining === null || !clock.target_ms) return 1;
  return Math.min(1, Math.max(0, remaining / clock.target_ms));
}

function pending(clock: Clock, passed: number, here: Here): Plain {
  const imminent = clock.state === "imminent";
  const base = {
    shape: imminent ? ("wedge" as const) : ("arc" as const),
    share: share(clock, passed),
  };
  if (clock.starts !== null && !clock.running) {
    const starts = briefly(Date.parse(clock.starts), here);
    return { ...base, look: "far", digits: "starts", below: starts };
  }
  const remaining = leftNow(clock, passed) ?? 0;
  const near = !clock.by_day && remaining <= HOUR;
  const quiet = near ? ("near" as const) : ("far" as const);
  return {
    ...base,
    look: imminent ? "imminent" : quiet,
    digits: dueFigures(clock, remaining, here, briefly),
    below: clock.word ?? standing(clock, here.now)?.name ?? of(clock),
  };
}

/** What is left, or the day it is due: beyond a day no countdown helps. */
export function dueFigures(
  clock: Clock,
  remaining: number,
  here: Here,
  write = when,
): string {
  const due = clock.due === null ? null : Date.parse(clock.due);
  const far = clock.by_day || remaining >= 24 * HOUR;
  const soon = clock.state === "imminent" && remaining <= HOUR;
  if (due !== null && far && !soon) return write(due, here);
  return left(remaining);
}

/** How far over, with the sign that only stands after the deadline. */
export function overFigures(clock: Clock, passed: number): string {
  return `+${figures(Math.max(0, -(leftNow(clock, passed) ?? 0)))}`;
}

function overdue(clock: Clock, passed: number, here: Here): Plain {
  const over = -(leftNow(clock, passed) ?? 0);
  const due = clock.due === null ? null : Date.parse(clock.due);
  const long = over >= 24 * HOUR && due !== null;
  return {
    shape: "diamond",
    share: 1,
    look: "overdue",
    digits: long ? briefly(due, here) : overFigures(clock, passed),
    below: "overdue",
  };
}

/** A time that has passed without anything being late: it stands there. */
function passedBy(clock: Clock, here: Here): Plain {
  return {
    shape: "wedge",
    share: 1,
    look: "imminent",
    digits: clock.due === null ? "due" : when(Date.parse(clock.due), here),
    below: clock.word ?? "due",
  };
}

function unsure(clock: Clock, asOf: string, here: Here): Plain {
  const remaining = leftThen(clock, asOf);
  const question =
    remaining === null || remaining <= 0
      ? "answered?"
      : `${dueFigures(clock, remaining, here, briefly)} left?`;
  return {
    shape: "unsure",
    share: 0,
    look: "unsure",
    digits: clock.by_day ? question.replace(" left?", "?") : question,
    below: `as of ${since(Date.parse(asOf), here)}`,
  };
}

/** What was left when the source was last read. */
function leftThen(clock: Clock, asOf: string): number | null {
  if (!clock.running || clock.due === null) return clock.left_ms;
  return Date.parse(clock.due) - Date.parse(asOf);
}

/** Whether a row of this section may be drawn large. */
export function mayLead(section: Section): boolean {
  return section === "overdue" || section === "hour" || section === "later";
}
