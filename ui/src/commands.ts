/** Everything that can be done now, for the palette. */
import type { Entry } from "./commands/entry";
import { ofBlind, ofQueue } from "./commands/queue";
import { ofRequest } from "./commands/request";
import type { Act } from "./contract/Act";
import type { Desk } from "./desk.svelte";
import { handoffActs } from "./handoff/steer";
import { SECTIONS, settingActs } from "./settings/sections";

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
