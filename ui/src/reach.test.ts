/** Whatever a person can ask for has a key and a line in the palette. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { cleanup } from "@testing-library/svelte";
import { entries } from "./commands";
import type { Act } from "./contract/Act";
import type { Command } from "./contract/Command";
import type { SceneName } from "./fake/scenes";
import { columns } from "./help";
import { open, press, settle } from "./test/desk";

/** What the engine offers is decided here, by these files of its contract. */
const VIEW: Record<string, string> = import.meta.glob(
  [
    "../../src-tauri/crates/contract/src/view/*.rs",
    "../../src-tauri/crates/contract/src/view/verbs/*.rs",
  ],
  { query: "?raw", import: "default", eager: true },
);
const TYPES: Record<string, string> = import.meta.glob(
  "./contract/{Act,Command}.ts",
  { query: "?raw", import: "default", eager: true },
);

/** How a person comes to something. */
type Way =
  /** The engine offers it on a request, with a label and a key. */
  | { by: "verb" }
  /** A line of the palette, with the key that stands beside it. */
  | { by: "line"; says: RegExp; scene: SceneName | undefined }
  /** It is part of something else that has its own way. */
  | { by: "within"; what: string }
  /** No person asks for it. */
  | { by: "nobody"; because: string };

const verb: Way = { by: "verb" };
const line = (says: RegExp, scene?: SceneName): Way => ({
  by: "line",
  says,
  scene,
});
const within = (what: string): Way => ({ by: "within", what });
const nobody = (because: string): Way => ({ by: "nobody", because });

/** A new act does not compile until somebody has said how it is reached. */
const ACTS: Record<Act["act"], Way> = {
  claim: verb,
  together: verb,
  take_over: verb,
  release: verb,
  reply: verb,
  close: verb,
  close_issue: verb,
  label: verb,
  evergreen: verb,
  open_issue: verb,
  dismiss: verb,
  bring_back: verb,
  snooze: verb,
  wake: verb,
  wait_on_them: verb,
  not_thanks: verb,
  set_priority: verb,
  split: verb,
  this_answers: verb,
  set_due: verb,
  kept: verb,
  spoke: verb,
  log: line(/^Write down a call$/),
  send_again: verb,
  it_is_there: verb,
  copy_link: verb,
  note: verb,
  open: verb,
  undo: line(/^Undo the last act$/),
  quiet: line(/^Quiet for an hour$/),
  ring: line(/^Let this computer not ring$/),
  read_now: line(/^Read all sources now$/),
  answer_form: line(/^Write the note that is missing$/),
  tick_job: line(/^Tick a job off$/),
  hand_over: line(/^Hand the shift over$/),
  send_handoff: line(/^Send it into the channel$/),
  accept: line(/^Accept what is handed over$/),
  copy_handoff: line(/^Copy the handoff$/),
  search_elsewhere: within("Search messages and notes"),
  edit_note: within("Notes on the shift"),
  delete_note: within("Notes on the shift"),
  open_note: within("Notes on the shift"),
  practise: verb,
  discard_practice: verb,
  copy_practice: verb,
  pair: verb,
  tick: within("What the day and the week taught"),
  alarms: within("What the day and the week taught"),
};

const COMMANDS: Record<Command["cmd"], Way> = {
  lesson: line(/^What the day and the week taught$/),
  search: line(/^Search messages and notes$/),
  reload: line(/^Look at the team file now$/),
  sign_in: line(/^Sign in to .* again$/),
  open_source: line(/^Open .* itself$/),
  copy_note: line(/^Copy a note for the team$/, "blind"),
  reconnect: nobody("the command line has signed in by then"),
  set_preferences: line(/^Mute$/),
  preview_sound: line(/^Hear production down$/),
  test_alarm: line(/^Test the alarm$/),
  autostart: line(/^Start with the desktop$/),
  shortcut: line(/^Choose the keys for a call from anywhere$/),
  settings: line(/^Go to settings$/),
  test_sources: line(/^Test all sources$/),
  connect: line(/^Add a source$/),
  edit_team: line(/^Add a person$/),
  open_own: line(/^Open the data directory$/),
  forget: line(/^Forget what somebody said$/),
  copy_team_file: line(/^Copy the team file$/),
  set_look: line(/^Dark colours$/),
  handoff: line(/^Go to the handoff$/),
  preflight: line(/^How everything stands$/),
  notes: within("Notes on the shift"),
  preferences: within("Go to settings"),
  alarm_test: within("Test the alarm"),
  draft: nobody("it is kept while a reply is typed"),
  link: nobody("the window copies by an act, the command line prints"),
  setup: nobody("it is the window before there is a desk"),
  look: nobody("the window is dressed at its start"),
  snapshot: nobody("it is what the window shows"),
  show: nobody("it is what the window shows"),
  explain: nobody("it stands in the request"),
  why: nobody("it stands in the request"),
  sources: nobody("they stand in the foot"),
  do: nobody("it carries the acts"),
  raise: nobody("the window is there"),
  quit: nobody("the tray and the command line end Hotseat"),
  history: line(/^When requests could come unseen$/),
  rebuild: nobody("it is for the command line"),
  rejudge: nobody("it is for the command line"),
  doctor: nobody("it is for the command line"),
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function names(file: string, tag: string): string[] {
  const text = TYPES[`./contract/${file}.ts`] ?? "";
  const found = text.matchAll(new RegExp(`"${tag}": "([a-z_]+)"`, "g"));
  return [...found].map(([, name]) => name ?? "").sort();
}

async function palette(scene?: SceneName) {
  const { desk } = await open(scene ?? "queue");
  if (!scene) await press("g", "s");
  await settle();
  return entries(desk);
}

describe("every act and command of the contract", () => {
  it("has a way, and no way leads nowhere", () => {
    expect(Object.keys(ACTS).sort()).toEqual(names("Act", "act"));
    expect(Object.keys(COMMANDS).sort()).toEqual(names("Command", "cmd"));
  });

  it("that is a line of the palette has a key there", async () => {
    const usual = await palette();
    for (const [name, way] of Object.entries({ ...ACTS, ...COMMANDS })) {
      if (way.by !== "line") continue;
      const lines = way.scene ? await palette(way.scene) : usual;
      const found = lines.find(({ label }) => way.says.test(label));
      expect(found, name).toBeDefined();
      expect(found?.key, name).not.toBe("");
    }
  });

  it("that is within something leads to a line that is there", async () => {
    const lines = (await palette()).map(({ label }) => label);
    for (const way of Object.values({ ...ACTS, ...COMMANDS })) {
      if (way.by === "within") expect(lines).toContain(way.what);
    }
  });

  it("that is a verb is offered by the engine", () => {
    const offered = Object.values(VIEW).join("\n");
    for (const [name, way] of Object.entries(ACTS)) {
      if (way.by !== "verb") continue;
      const camel = name.replace(/(^|_)([a-z])/g, (_, __, c: string) =>
        c.toUpperCase(),
      );
      expect(offered, name).toMatch(new RegExp(`Act::${camel}\\b`));
    }
  });

  it("that the engine offers stands in the palette with its key", async () => {
    const { desk } = await open("queue");
    const lines = entries(desk);
    const offered = desk.detail?.verbs ?? [];
    expect(offered.length).toBeGreaterThan(5);
    for (const { label, key } of offered) {
      expect(lines).toContainEqual(expect.objectContaining({ label, key }));
    }
  });
});

describe("the help", () => {
  it("lists the key of every line that is not of one request", async () => {
    const { desk } = await open("queue");
    const lines = entries(desk).filter(
      ({ group }) => group === "Everywhere" || group === "Queue",
    );
    const listed = columns(desk, desk.place)
      .flat()
      .flatMap(({ keys }) => keys.map(([, key]) => key))
      .join(" ");
    for (const { label, key } of lines) {
      const last = key.split(" ").at(-1) ?? "";
      expect(listed.split(" "), label).toContain(last);
    }
  });

  it("lists every key of the section that is shown", async () => {
    const { desk } = await open("queue");
    for (const section of ["1", "2", "3", "4", "5", "6", "7"]) {
      await press("g", "s", section);
      const titles = columns(desk, desk.place)[0]?.[0];
      const acts = entries(desk).filter(({ why }) => why === titles?.title);
      const keys = titles?.keys.map(([, key]) => key) ?? [];
      for (const { key } of acts) expect(keys).toContain(key);
    }
  });
});
