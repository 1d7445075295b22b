/** Sentences that the window makes itself. */
import { ownerWords } from "./announce";
import { standing } from "./bands";
import { dueFigures, leftNow, overFigures } from "./clock";
import type { Clock } from "./contract/Clock";
import type { Duty } from "./contract/Duty";
import type { Priority } from "./contract/Priority";
import type { Row } from "./contract/Row";
import type { Snapshot } from "./contract/Snapshot";
import type { SourceLine } from "./contract/SourceLine";
import { age, capital, exactly, figures, since, when, type Here } from "./formats";

/** What a priority is called. */
export const PRIORITY: Record<Priority, string> = {
  emergency: "Production down",
  urgent: "Urgent",
  normal: "Normal",
};

const GLYPHS: Record<string, string> = {
  slack: "s-slack",
  teams: "s-teams",
  github: "s-github",
  issue: "s-github",
  sentry: "s-sentry",
  bugsnag: "s-bugsnag",
  pagerduty: "s-pagerduty",
  alert: "s-pagerduty",
  mail: "s-mail",
  imap: "s-mail",
  phone: "s-phone",
};

/** The shape of a kind of source. */
export function sourceGlyph(kind: string): string {
  return GLYPHS[kind] ?? "s-desk";
}

/** The words around the large figures. */
export interface HeroWords {
  label: string;
  due: string;
  digits: string;
  /** "left", "over", "waiting". */
  small: string;
  who: string;
  since: string;
}

/** What stands around the figures of the request drawn large. */
export function heroWords(row: Row, passed: number, here: Here): HeroWords {
  const { clock } = row;
  const remaining = leftNow(clock, passed);
  const over = clock.state === "overdue" || clock.state === "passed";
  const base = { who: ownerWords(row), since: ownedSince(row, here) };
  if (remaining === null) {
    const waits = Math.max(
      0,
      here.now - Date.parse(clock.started ?? row.posted),
    );
    return {
      ...base,
      label: "Next in the queue",
      due: "no target",
      digits: figures(waits),
      small: "waiting",
    };
  }
  const digits = over
    ? overFigures(clock, passed)
    : dueFigures(clock, remaining, here);
  const counts = /^\+?\d+(:| h)/.test(digits);
  return {
    ...base,
    label: heroLabel(clock, here),
    due: dueWords(row, here),
    digits,
    small: counts ? (over ? "over" : "left") : "",
  };
}

function heroLabel(clock: Clock, here: Here): string {
  if (clock.state === "overdue") return "Overdue";
  if (clock.by !== null)
    return clock.by === "You" ? "Your promise" : `Promise by ${clock.by}`;
  const band = standing(clock, here.now);
  const until = band && `${band.name} until ${when(band.until, here)}`;
  const words = clock.word ?? until ?? "next deadline";
  return capital(words);
}

function dueWords({ clock }: Row, here: Here): string {
  const target = clock.target === "" ? "" : `, target ${clock.target}`;
  if (clock.starts !== null && !clock.running) {
    return `starts ${when(Date.parse(clock.starts), here)}${target}`;
  }
  if (clock.due === null) return clock.target;
  const due = exactly(Date.parse(clock.due), here);
  const past = clock.state === "overdue" || clock.state === "passed";
  return `${past ? "was due" : "due"} ${due}${target}`;
}

function ownedSince(row: Row, here: Here): string {
  const { owner, clock } = row;
  if (owner.kind !== "nobody") {
    if (owner.since === null) return "";
    const from = `since ${since(Date.parse(owner.since), here)}`;
    return owner.stale ? `${from}, silent` : from;
  }
  const waits = here.now - Date.parse(row.posted);
  if (clock.state === "overdue" || waits < 60_000 || waits > 3_600_000) {
    return `since ${since(Date.parse(row.posted), here)}`;
  }
  return `unclaimed for ${Math.floor(waits / 60_000)} min`;
}

/** The words of a queue in which nothing waits. */
export interface CalmWords {
  label: string;
  word: string;
  gist: string;
  /** Whether the quiet can be believed. */
  proven: boolean;
}

/** What is said when nothing waits, which depends on what was read. */
export function calmWords({ sources }: Snapshot): CalmWords {
  const lost = sources.find(({ state }) => state === "signed_out");
  const late = sources.find(({ state }) => state === "catching_up");
  if (sources.length === 0) {
    return {
      label: "Nothing is watched",
      word: "No source",
      gist: "No place is read yet, so nothing can come",
      proven: false,
    };
  }
  if (lost) {
    return {
      label: "Nothing known",
      word: "Not sure",
      gist: `${lost.name} is not signed in, requests may wait there`,
      proven: false,
    };
  }
  if (late) {
    return {
      label: "Nothing known yet",
      word: "Reading",
      gist: late.backlog
        ? `${late.name}: ${late.backlog}`
        : `${late.name} is catching up on what was missed`,
      proven: false,
    };
  }
  return {
    label: "Nothing waits for you",
    word: "All clear",
    gist: "No first reply due, no promise running",
    proven: true,
  };
}

/** How long ago the oldest source was read. */
export function oldestRead(sources: SourceLine[], now: number): number | null {
  const reads = sources.flatMap(({ read }) => (read ? [Date.parse(read)] : []));
  return reads.length === 0 ? null : now - Math.min(...reads);
}

/** Whether a source may hide something. */
export function isBad({ state }: SourceLine): boolean {
  return state === "blind" || state === "signed_out";
}

/** The age of a source in the footer: "live", "18 s". */
export function sourceAge(source: SourceLine, here: Here): string {
  const read =
    source.read === null ? "" : age(here.now - Date.parse(source.read));
  switch (source.state) {
    case "live":
      return "live";
    case "catching_up":
      return source.backlog ?? "catching up";
    case "degraded":
      return `${read}, without push`;
    case "reading":
    case "blind":
    case "signed_out":
      return read || "not read yet";
  }
}

/** A source that may hide something: "Teams not read since 14:02". */
export function badWords(source: SourceLine, here: Here): string {
  if (source.state === "signed_out") return `${source.name} not signed in`;
  const from = source.blind_since ?? source.read;
  return from === null
    ? `${source.name} never read`
    : `${source.name} not read since ${since(Date.parse(from), here)}`;
}

/** How a source is, in the list of settings. */
export function stateWords(source: SourceLine, here: Here): string {
  if (isBad(source)) return badWords(source, here);
  return source.ends === null
    ? "works"
    : `ends ${when(Date.parse(source.ends), here)}`;
}

/** How a source is read, in the list of sources. */
export function readWords(source: SourceLine, here: Here): string {
  if (isBad(source))
    return badWords(source, here).slice(source.name.length + 1);
  const words = sourceAge(source, here);
  return source.state === "reading" && source.read
    ? `read ${words} ago`
    : words;
}

/** The band over a window whose user changes nothing. */
export function roleBand(duty: Duty): { lead: string; rest: string } | null {
  const name = duty.me ? `, ${duty.me}` : "";
  if (duty.role === "observer") {
    return {
      lead: `You are observing${name}.`,
      rest: "You can read everything. Nothing you do here can be seen by anyone else, unless you ask to pair.",
    };
  }
  if (duty.role === "off_duty") {
    return {
      lead: `You are off duty${name}.`,
      rest: duty.answers
        ? "You can read and answer. Only those on duty are alerted."
        : "You can read everything and pass answers on. Those on duty give them.",
    };
  }
  return null;
}

/** Until when requests come fast, while they do. */
export function peakWords({ peak_until }: Snapshot, here: Here): string {
  const until = peak_until === null ? 0 : Date.parse(peak_until);
  return until > here.now ? `Peak until ${when(until, here)}` : "";
}

/** Why this desktop is silent, if it is. */
export function soundWords(shown: Snapshot, here: Here): string {
  if (shown.duty.role === "observer" && !shown.duty.alarms) {
    return "No alarms for you";
  }
  if (shown.sound === "quiet") {
    const until = shown.quiet_until;
    return until ? `Quiet until ${when(Date.parse(until), here)}` : "Quiet";
  }
  return shown.sound === "off" ? "This computer does not ring" : "";
}
