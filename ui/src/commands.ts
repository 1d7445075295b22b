/** Everything that can be done now, for the palette. */
import type { Act } from "./contract/Act";
import type { Detail } from "./contract/Detail";
import type { Fold } from "./contract/Fold";
import type { Verb } from "./contract/Verb";
import type { Desk } from "./desk.svelte";
import { handoffActs } from "./handoff/steer";
import { narrowings } from "./filters";
import { when } from "./formats";
import { observes } from "./practice";
import { SECTIONS, settingActs } from "./settings/sections";
import { perform } from "./verbs";

/** One line of the palette. */
export interface Entry {
  group: string;
  label: string;
  key: string;
  glyph: string;
  why: string;
  refused: boolean;
  /** Its key is that of a section, and cannot be chosen. */
  local?: boolean;
  run: () => void;
}

const GLYPH: Partial<Record<Act["act"], string>> = {
  claim: "check",
  together: "check",
  take_over: "check",
  reply: "ret",
  undo: "ret",
  wake: "ret",
  bring_back: "ret",
  release: "ret",
  close: "check",
  dismiss: "dash",
  snooze: "bars",
  wait_on_them: "bars",
  not_thanks: "ring0",
  open: "chev",
  note: "lock",
  practise: "lock",
  discard_practice: "lock",
  copy_practice: "lock",
};

/** Every act that exists for what is read, and those that always exist. */
export function entries(desk: Desk): Entry[] {
  return [
    ...(desk.place === "queue" ? ofRequest(desk) : []),
    ...ofBlind(desk),
    ...ofQueue(desk),
    ...always(desk),
    ...ofHandoff(desk),
    ...ofSettings(desk),
  ];
}

/** Those whose words hold every word that was typed. */
export function matching(all: Entry[], typed: string): Entry[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter(({ label }) =>
    words.every((word) => label.toLowerCase().includes(word)),
  );
}

function ofRequest(desk: Desk): Entry[] {
  const { detail } = desk;
  if (!detail) return [];
  const plain = detail.verbs.map((verb) => entry(desk, verb, false));
  if (observes(desk)) plain.push(cover(desk));
  if (desk.reply.offered() !== null) plain.push(helped(desk));
  plain.push(...parts(desk, detail));
  return [...plain, ...detail.snoozes.map((verb) => entry(desk, verb, true))];
}

/** The other requests that stand in the same thread at the source. */
function parts(desk: Desk, { follows, followed }: Detail): Entry[] {
  const open = (request: number | null, which: string, key: string): Entry[] =>
    request === null
      ? []
      : [
          {
            group: "This request",
            label: `Open the ${which} request`,
            key,
            glyph: "chev",
            why: `Request ${request}, in the same thread`,
            refused: false,
            run: () => void desk.select(request),
          },
        ];
  return [
    ...open(follows, "earlier", "G E"),
    ...open(followed, "later", "G L"),
  ];
}

/** Begins the reply with what a teammate passed on. */
function helped(desk: Desk): Entry {
  const by = desk.detail?.passed.at(-1)?.by ?? "";
  return {
    group: "This request",
    label: `Use ${by}’s answer as draft`,
    key: "Shift H",
    glyph: "chev",
    why: "",
    refused: false,
    run: () => desk.reply.take(desk.reply.offered()),
  };
}

/** Hides what the team wrote, or shows it again. */
function cover(desk: Desk): Entry {
  return {
    group: "This request",
    label: desk.lesson.covered ? "Uncover replies" : "Cover replies",
    key: "U",
    glyph: "eye",
    why: "",
    refused: false,
    run: () => void (desk.lesson.covered = !desk.lesson.covered),
  };
}

function entry(desk: Desk, verb: Verb, chosen: boolean): Entry {
  const key = chosen && !/^s /i.test(verb.key) ? `S ${verb.key}` : verb.key;
  return {
    group: "This request",
    label: verb.label,
    key,
    glyph: GLYPH[verb.act.act] ?? "chev",
    why: verb.refused ?? "",
    refused: verb.refused !== null,
    run: () => void perform(desk, verb, chosen),
  };
}

/** What can be done about a source that cannot be read. */
function ofBlind(desk: Desk): Entry[] {
  const source = desk.snapshot?.blind?.source;
  if (!source || desk.place !== "queue") return [];
  const { id, name, remedy } = source;
  const make = (label: string, key: string, run: () => void): Entry => ({
    group: "Not readable",
    label,
    key,
    glyph: "warn",
    why: "",
    refused: false,
    run,
  });
  const about = (cmd: Parameters<Desk["about"]>[0]) => () =>
    void desk.about(cmd, id);
  const lines = [
    make(`Open ${name}`, "O", about("open_source")),
    make("Copy a note for the team", "Y", about("copy_note")),
  ];
  if (!remedy) return lines;
  const again = `Sign in to ${name} again`;
  return [make(again, "Enter", about("sign_in")), ...lines];
}

function ofQueue(desk: Desk): Entry[] {
  const { snapshot } = desk;
  if (!snapshot) return [];
  const { waiting, snoozed, answered } = snapshot.count;
  const fold = (label: string, to: Fold, key: string, why: string): Entry => ({
    group: "Queue",
    label,
    key,
    glyph: "s-desk",
    why,
    refused: false,
    run: () => void desk.go("queue").then(() => desk.turnTo(to)),
  });
  const back = snapshot.coming.find(({ why }) => why === "snoozed")?.at;
  const next = back ? `, next back ${when(Date.parse(back), desk.here)}` : "";
  return [
    {
      ...fold("Next deadline", "queue", "H", ""),
      glyph: "chev",
      run: () => void desk.go("queue").then(() => desk.lead()),
    },
    ...(desk.fold === "queue"
      ? []
      : [fold("Show the queue", "queue", "V Q", "")]),
    fold("Show waiting on them", "waiting", "V W", String(waiting)),
    fold("Show snoozed", "snoozed", "V S", `${snoozed}${next}`),
    fold("Show answered", "answered", "V A", String(answered)),
    fold("Show what was left lying", "sweep", "V U", ""),
    ...ofFilter(desk),
  ];
}

/** What may be left out of the list, and everything again. */
function ofFilter(desk: Desk): Entry[] {
  const entry = { group: "Queue", glyph: "search", refused: false };
  const lines = narrowings(desk).map(({ only, key, on, run }) => ({
    ...entry,
    label: only,
    key: `F ${key}`,
    why: on ? "is on" : "",
    run: () => void desk.go("queue").then(run),
  }));
  if (!desk.filter.on) return lines;
  const run = () => desk.filter.clear();
  const all = { ...entry, label: "Show all", key: "Esc", why: "", run };
  return [all, ...lines];
}

function always(desk: Desk): Entry[] {
  const make = (label: string, key: string, run: () => void): Entry => ({
    group: "Everywhere",
    label,
    key,
    glyph: "chev",
    why: "",
    refused: false,
    run,
  });
  const act = (what: Act) => () => void desk.act(what);
  const sound = desk.snapshot?.sound;
  return [
    make("Undo the last act", "Z", act({ act: "undo", request: null })),
    make(
      "When requests could come unseen",
      "V H",
      () => void (desk.sheet = "history"),
    ),
    make(
      "What the day and the week taught",
      "V D",
      () => void (desk.sheet = "lesson"),
    ),
    make(
      "How everything stands",
      "V P",
      () => void (desk.sheet = "preflight"),
    ),
    make("Search messages and notes", "/", () => void (desk.sheet = "search")),
    make("Notes on the shift", "Shift N", () => {
      desk.sheet = "notes";
      desk.notebook.begin("shift");
    }),
    make("Write down a call", "L", () => void (desk.sheet = "call")),
    make("Read all sources now", "Ctrl R", act({ act: "read_now" })),
    sound === "quiet"
      ? make("End the quiet", "Q", act({ act: "quiet", on: false }))
      : make("Quiet for an hour", "Q", act({ act: "quiet", on: true })),
    sound === "off"
      ? make(
          "Let this computer ring",
          "Shift Q",
          act({ act: "ring", on: true }),
        )
      : make(
          "Let this computer not ring",
          "Shift Q",
          act({ act: "ring", on: false }),
        ),
    make("Keys", "?", () => void (desk.sheet = "help")),
    make("Larger", "Ctrl +", () => void desk.settings.resize(1)),
    make("Smaller", "Ctrl Minus", () => void desk.settings.resize(-1)),
    make("Normal size", "Ctrl 0", () => void desk.settings.resize(0)),
    make("Go to the queue", "G Q", () => void desk.go("queue")),
    make("Go to the handoff", "G H", () => void desk.go("handoff")),
    make("Go to settings", "G S", () => void desk.go("settings")),
  ];
}

/** What can be done in the place of the handoff. */
function ofHandoff(desk: Desk): Entry[] {
  const there = desk.place === "handoff";
  return handoffActs(desk).map(({ label, key, run }) => ({
    group: "Handoff",
    label,
    key: there ? key : `G H ${key}`,
    glyph: "chev",
    local: true,
    why: "",
    refused: false,
    run: () => void (there ? run() : desk.go("handoff").then(run)),
  }));
}

/** The sections of settings, and what can be done in them. */
function ofSettings(desk: Desk): Entry[] {
  const { settings } = desk;
  const entry = { group: "Settings", glyph: "chev", refused: false };
  const sections = SECTIONS.map((label, at) => ({
    ...entry,
    label,
    key: `G S ${at + 1}`,
    why: "",
    run: () => {
      settings.show(at + 1);
      void desk.go("settings");
    },
  }));
  const acts = settingActs(desk)
    .filter((act, at, all) => all.findIndex(sameAs(act)) === at)
    .map(({ label, key, section, run }) => ({
      ...entry,
      label,
      key,
      local: true,
      why: SECTIONS[section - 1] ?? "",
      run,
    }));
  return [...sections, ...acts];
}

const sameAs =
  (act: { label: string }) =>
  ({ label }: { label: string }) =>
    label === act.label;
