/** What an invented team is set to. */
import type { Settings } from "../contract/Settings";
import type { SourceLine } from "../contract/SourceLine";
import { at } from "./story";

const LEVELS: Settings["levels"] = [
  {
    index: 0,
    name: "Production down",
    priority: "emergency",
    target: "5 min",
    counted: "round the clock",
    warns: "after 3 min and 4 min",
    over: "again every 60 s",
    claim_counts: false,
  },
  {
    index: 1,
    name: "Urgent",
    priority: "urgent",
    target: "1 business hour",
    counted: "in business hours",
    warns: "after 36 min and 48 min",
    over: "again every 60 s",
    claim_counts: false,
  },
  {
    index: 2,
    name: "Normal",
    priority: "normal",
    target: "next business day",
    counted: "in business hours",
    warns: "at the opening of the day, and 1 h before the end",
    over: "once",
    claim_counts: false,
  },
];

const PEOPLE: Settings["people"] = ["Ana", "Mika", "Lena", "Noor"].map(
  (name, n) => ({
    key: name.toLowerCase(),
    name,
    email: `${name.toLowerCase()}@ferryline.example`,
    known_at: ["slack"],
    role: (["responder", "responder", "observer", "off_duty"] as const)[n]!,
    observes: name === "Lena" ? ["2026-11-18", "2026-11-24"] : null,
    me: name === "Mika",
  }),
);

/** Everything but preferences. */
export function settingsPage(sources: SourceLine[]): Settings {
  return {
    sources: sources.map((line) => ({
      line,
      way: line.state === "live" ? "as it happens" : "every 60 s",
      writes: "👀, ✅, replies",
      signed_in_as: "mika@ferryline.example",
      key_kept: "the desktop's keyring",
      ends: "Sat 19 Dec 2026, unless it is renewed before",
      may: ["Reads and answers in #support.", "Marks messages."],
      lacks: [],
      places: [{ id: "C0SUPPORT1", name: line.places }],
    })),
    levels: LEVELS,
    calendars: [
      {
        address: "https://calendar.example.com/holidays.ics",
        words: "fetched 06:00",
        old: false,
      },
    ],
    calendar: {
      always: false,
      zone: "Europe/Amsterdam",
      week: [["Mon to Fri", "09:00-18:00"]],
      dates: [
        {
          date: "2026-12-25",
          words: "Fri 25 Dec 2026",
          hours: "closed",
          reason: "Christmas",
        },
      ],
      passed: 2,
    },
    people: PEOPLE,
    claim_says: "Looking into it.",
    file: {
      path: "/home/mika/support/team.toml",
      changed: at("12 10:04"),
      faults: [],
      locked: null,
    },
    data: {
      directory: "/home/mika/.local/share/hotseat",
      database: "/home/mika/.local/share/hotseat/hotseat.db",
      bytes: 4_812_000,
      oldest: at("02 09:12"),
      requests: 412,
      facts: 3120,
      backups: 7,
      newest_backup: at("19 03:12"),
      backups_in: "/home/mika/.local/share/hotseat/backups",
      keep_days: 180,
      log: "/home/mika/.local/share/hotseat/hotseat.log",
    },
  };
}
