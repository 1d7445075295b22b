/** Invented afternoons to look at. */
import type { BlindPage } from "../contract/BlindPage";
import type { Coming } from "../contract/Coming";
import type { Duty } from "../contract/Duty";
import type { NoteLine } from "../contract/NoteLine";
import type { Section } from "../contract/Section";
import type { Toast } from "../contract/Toast";
import type { SourceLine } from "../contract/SourceLine";
import { agedRequests } from "./aged";
import { bandedRequests } from "./banded";
import { blindPage, blindRequests } from "./blind";
import { settled } from "./clear";
import { ALL, corpusRequests, hostileNotes, observedCorpus } from "./corpus";
import { helpedRequests } from "./helped";
import { hostileRequests } from "./hostile";
import { observedRequests } from "./observed";
import { notes } from "./notes";
import { queueRequests } from "./queue";
import { at, story, type Story } from "./story";

/** The scenes that can be asked for. */
export type SceneName =
  | "queue"
  | "clear"
  | "blind"
  | "overdue"
  | "observer"
  | "off"
  | "hostile"
  | "corpus"
  | "corpus-observer"
  | "demo"
  | "many"
  | "noted"
  | "ending"
  | "aged"
  | "banded"
  | "helping"
  | "helped"
  | "empty";

/** Everything an invented engine tells. */
export interface Scene {
  now: string;
  demo: boolean;
  duty: Duty;
  requests: Story[];
  others: string[];
  /** How many more are folded than the scene tells of. */
  extra: { waiting: number; snoozed: number; answered: number };
  /** Folded parts that are shown beneath a calm queue. */
  alongside: Section[];
  sources: SourceLine[];
  blind: BlindPage | null;
  coming: Coming[];
  /** When the peak it plays in is over. */
  peak: string | null;
  warnings: string[];
  toast: Toast | null;
  notes: NoteLine[];
  /** To whom an answer goes where this user only helps. */
  helps: string | null;
  /** What everybody writes in the pages, instead of what is invented. */
  written: string[] | null;
}

const ON_DUTY: Duty = {
  role: "responder",
  me: "Lena",
  lead: "You",
  rest: " and Ana until Wed 09:00",
  answers: true,
  hint: null,
  day: null,
  alarms: false,
};

/** A source that is read well. */
function source(
  name: string,
  kind: string,
  places: string,
  ago: number,
  last: string,
  now: string,
): SourceLine {
  return {
    id: kind,
    kind,
    name,
    places,
    state: ago === 0 ? "live" : "reading",
    read: new Date(Date.parse(now) - ago * 1000).toISOString(),
    blind_since: null,
    reason: null,
    remedy: null,
    ends: null,
    last_request: at(last),
    backlog: null,
    pace_s: 10,
  };
}

function sources(now: string, ages: number[]): SourceLine[] {
  const lines: [string, string, string, string][] = [
    ["Slack", "slack", "#support", "10:58"],
    ["Teams", "teams", "#backend", "10:21"],
    ["GitHub", "github", "ferryline/app and 3 more", "09:40"],
    ["Bugsnag", "bugsnag", "backend", "18 16:30"],
    ["Sentry", "sentry", "web", "08:12"],
    ["PagerDuty", "pagerduty", "Production", "17 03:17"],
    ["E-mail", "mail", "help@ferryline.example", "11:02"],
  ];
  return lines.map(([name, kind, places, last], n) =>
    source(name, kind, places, ages[n] ?? 9, last, now),
  );
}

function base(now: string): Scene {
  return {
    now,
    demo: false,
    duty: ON_DUTY,
    requests: [],
    others: [],
    extra: { waiting: 3, snoozed: 2, answered: 11 },
    alongside: [],
    sources: sources(now, [0, 18, 9, 22, 22, 6, 0]),
    blind: null,
    coming: [],
    peak: null,
    warnings: [],
    toast: null,
    notes: [],
    helps: null,
    written: null,
  };
}

const queue = (now: string): Scene => ({
  ...base(now),
  requests: queueRequests(),
  others: ["1 with Ana"],
  peak: at("18:00"),
});

const SCENES: Record<SceneName, () => Scene> = {
  queue: () => queue(at("16:41:25")),
  overdue: () => queue(at("16:43:33")),
  demo: () => ({
    ...queue(at("16:41:25")),
    demo: true,
    warnings: ["This desktop has no tray. Hotseat stays in this window."],
  }),
  clear: () => {
    const now = at("20 11:20");
    return {
      ...base(now),
      requests: settled(),
      extra: { waiting: 0, snoozed: 1, answered: 7 },
      alongside: ["waiting", "answered", "closed"],
      sources: sources(now, [0, 9, 31, 44, 44, 6, 0]),
      coming: [
        { at: at("20 13:00"), what: "Nightly export is slow", why: "snoozed" },
        { at: at("20 15:00"), what: "Invoice totals differ", why: "snoozed" },
        { at: at("20 16:00"), what: "Peak hours", why: "until 18:00" },
      ],
    };
  },
  empty: () => ({
    ...base(at("11:20")),
    sources: [],
    extra: { waiting: 0, snoozed: 0, answered: 0 },
  }),
  blind: () => {
    const now = at("14:19:35");
    const page = blindPage();
    const others = sources(now, [0, 0, 12, 30, 30, 4, 0]);
    return {
      ...base(now),
      requests: blindRequests(),
      blind: page,
      sources: others.map((line) =>
        line.kind === "teams" ? page.source : line,
      ),
    };
  },
  observer: () => {
    const now = at("10:47");
    return {
      ...base(now),
      duty: {
        role: "observer",
        me: "Lena",
        lead: "Ana",
        rest: " and Mika until Wed 09:00",
        answers: false,
        hint: null,
        day: { day: 2, of: 5 },
        alarms: false,
      },
      requests: observedRequests(),
      alongside: ["answered"],
      sources: sources(now, [0, 12, 40, 8, 8, 19, 0]),
    };
  },
  noted: () => {
    const told = { ...queue(at("16:41:25")), notes: notes() };
    const [first, , third] = told.requests;
    if (third) third.draft = "One moment";
    if (first) {
      first.draft = "Hi Dirk, it looks like the dri";
      first.notes = notes();
    }
    return told;
  },
  ending: () => {
    const told = queue(at("16:41:25"));
    const teams = told.sources.find(({ id }) => id === "teams");
    if (teams) teams.ends = at("20 14:21");
    return told;
  },
  aged: () => ({ ...base(at("16:41:25")), requests: agedRequests() }),
  banded: () => ({
    ...base(at("16:41:25")),
    requests: bandedRequests(),
    alongside: ["answered"],
  }),
  off: () => ({
    ...queue(at("16:41:25")),
    duty: {
      role: "off_duty",
      me: "Noor",
      lead: "Ana",
      rest: " and Mika until Wed 09:00",
      answers: true,
      hint: "Your next week starts Wed 16 Dec.",
      day: null,
      alarms: false,
    },
  }),
  helping: () => ({ ...SCENES.off(), helps: "Ana and Mika" }),
  helped: () => ({ ...base(at("16:41:25")), requests: helpedRequests() }),
  corpus: () => ({
    ...base(at("16:41:25")),
    requests: corpusRequests(),
    notes: hostileNotes(),
    written: ALL,
  }),
  "corpus-observer": () => ({
    ...SCENES.observer(),
    requests: observedCorpus(),
    written: ALL,
  }),
  hostile: () => ({ ...base(at("16:41:25")), requests: hostileRequests() }),
  many: () => ({
    ...base(at("16:41:25")),
    requests: Array.from({ length: 1000 }, (_, n) =>
      story({
        id: n + 1,
        gist: `Request ${n + 1} of a bad afternoon`,
        requester: "Dirk Vos",
        due: new Date(Date.parse(at("16:50")) + n * 20_000).toISOString(),
        target: "3 h",
      }),
    ),
  }),
};

/** A fresh copy of a scene. */
export function scene(name: SceneName): Scene {
  return (SCENES[name] ?? SCENES.queue)();
}
