/** Invented requests, written short. */
import type { AlertLine } from "../contract/AlertLine";
import type { Block } from "../contract/Block";
import type { Clock } from "../contract/Clock";
import type { MessageLine } from "../contract/MessageLine";
import type { NoteLine } from "../contract/NoteLine";
import type { Offer } from "../contract/Offer";
import type { Owner } from "../contract/Owner";
import type { Happened } from "../contract/Happened";
import type { PassedLine } from "../contract/PassedLine";
import type { PracticeLine } from "../contract/PracticeLine";
import type { Priority } from "../contract/Priority";
import type { Receipt } from "../contract/Receipt";
import type { Section } from "../contract/Section";
import type { Side } from "../contract/Side";

/** Thursday 19 November 2026 in Amsterdam. */
export const DAY = "2026-11-19";
export const ZONE = "Europe/Amsterdam";

/** "16:43:12", or "20 18:00" for another day of the month. */
export function at(time: string): string {
  const [day, clock] = time.includes(" ") ? time.split(" ") : ["19", time];
  const full = (clock ?? "").length === 5 ? `${clock}:00` : clock;
  const two = (day ?? "").padStart(2, "0");
  return new Date(`2026-11-${two}T${full}+01:00`).toISOString();
}

/** A request as a scene tells it. */
export interface Story {
  id: number;
  gist: string;
  requester: string;
  tier: string | null;
  priority: Priority;
  kind: string;
  source: string;
  place: string;
  posted: string;
  seenAfter: number;
  due: string | null;
  target: string;
  targetMs: number | null;
  byDay: boolean;
  /** For days: the share of the target that is left. */
  leftShare: number;
  owner: Owner;
  /** Not given: told by the clock. */
  section: Section | null;
  /** What the clock says otherwise, most of all what stopped it. */
  ended: Partial<Clock> | null;
  snoozedUntil: string | null;
  internal: boolean;
  /** How many want it. */
  votes: number;
  evergreen: boolean;
  labels: string[];
  sending: string | null;
  draft: string;
  /** How often the engine has changed the draft. */
  turn: number;
  notes: NoteLine[];
  practice: PracticeLine[];
  passed: PassedLine[];
  happened: Happened[];
  onlyHere: string | null;
  words: [lead: string, rest: string] | null;
  priorityWords: string;
  thread: MessageLine[];
  offers: Offer[];
  /** Other requests in the same thread. */
  follows: number | null;
  followed: number | null;
  receipts: Receipt[];
  alerts: AlertLine[];
}

const SOURCES: Record<string, [kind: string, place: string]> = {
  Slack: ["slack", "#support"],
  Teams: ["teams", "#backend"],
  GitHub: ["github", "ferryline/app"],
  Bugsnag: ["bugsnag", "backend"],
  Sentry: ["sentry", "web"],
  PagerDuty: ["pagerduty", "Production"],
  "E-mail": ["mail", "help@ferryline.example"],
};

export const NOBODY: Owner = {
  kind: "nobody",
  label: "Nobody",
  since: null,
  stale: false,
  silent_since: null,
  looking: [],
};

/** Held by this user. */
export function you(since: string): Owner {
  return { ...NOBODY, kind: "you", label: "You", since: at(since) };
}

/** Held by a teammate. */
export function teammate(label: string, since: string): Owner {
  return { ...NOBODY, kind: "teammate", label, since: at(since) };
}

const MINUTES: Record<string, number> = {
  "5 min": 5,
  "30 min": 30,
  "1 h": 60,
  "3 h": 180,
};

/** A request of which only what matters is told. */
export function story(
  told: Partial<Story> & Pick<Story, "id" | "gist" | "requester">,
): Story {
  const source = told.source ?? "Slack";
  const [kind, place] = SOURCES[source] ?? ["demo", "#demo"];
  const target = told.target ?? "30 min";
  const minutes = MINUTES[target];
  return {
    tier: null,
    priority: "urgent",
    kind,
    source,
    place,
    posted: at("16:20"),
    seenAfter: 12,
    due: null,
    target,
    targetMs: minutes === undefined ? null : minutes * 60_000,
    byDay: minutes === undefined,
    leftShare: 0.9,
    owner: NOBODY,
    section: null,
    ended: null,
    snoozedUntil: null,
    internal: false,
    votes: 0,
    evergreen: false,
    labels: [],
    sending: null,
    draft: "",
    turn: 0,
    notes: [],
    practice: [],
    passed: [],
    happened: [],
    onlyHere: null,
    words: null,
    priorityWords: "Urgent, like everything in this channel",
    thread: [],
    offers: [],
    follows: null,
    followed: null,
    receipts: [],
    alerts: [],
    ...told,
  };
}

/** Plain words as a paragraph. */
export function paragraph(text: string): Block {
  return { is: "paragraph", inlines: [{ is: "text", text }] };
}

/** A message of the thread. */
export function message(
  author: string,
  side: Side,
  time: string,
  ...blocks: (Block | string)[]
): MessageLine {
  return {
    id: `${author}-${time}`,
    author,
    side,
    at: at(time),
    blocks: blocks.map((block) =>
      typeof block === "string" ? paragraph(block) : block,
    ),
    files: [],
    edited: null,
    deleted: false,
    status: null,
    remark: null,
  };
}
