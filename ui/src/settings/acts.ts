/** What can be done in each section of the settings. */
import type { LevelSetting } from "../contract/LevelSetting";
import type { Desk } from "../desk.svelte";
import { keyedActs } from "./keyChoice.svelte";

/** Something that can be done in a section. */
export interface SettingAct {
  section: number;
  label: string;
  key: string;
  run: () => void;
}

function make(section: number) {
  return (label: string, key: string, run: () => void): SettingAct => ({
    section,
    label,
    key,
    run,
  });
}

export function general({ settings }: Desk): SettingAct[] {
  const act = make(1);
  const theme = settings.preferences?.autostart;
  return [
    act(
      "Colours of the desktop",
      "S",
      () => void settings.wear({ theme: "system" }),
    ),
    act("Light colours", "L", () => void settings.wear({ theme: "light" })),
    act("Dark colours", "D", () => void settings.wear({ theme: "dark" })),
    ...(theme === undefined || theme === "not_here"
      ? []
      : [
          act(
            theme === "on"
              ? "Do not start with the desktop"
              : "Start with the desktop",
            "A",
            () => void settings.autostart(theme !== "on"),
          ),
        ]),
  ];
}

function ofFile(section: number, { settings }: Desk): SettingAct[] {
  const act = make(section);
  return [
    act(
      "Copy the team file",
      "Y",
      () => void settings.order({ cmd: "copy_team_file" }),
    ),
    ...(settings.page?.file.path
      ? [
          act(
            "Open the team file",
            "O",
            () => void settings.order({ cmd: "open_own", thing: "team_file" }),
          ),
        ]
      : []),
  ];
}

export function accounts(desk: Desk): SettingAct[] {
  const { settings } = desk;
  const act = make(2);
  const source =
    settings.page?.sources[settings.section === 2 ? settings.at : 0];
  const file = settings.page?.file;
  return [
    act("Test all sources", "T", () => void settings.test()),
    act("Add a source", "A", () => void settings.way.connect({ do: "open" })),
    ...(source
      ? [
          act(
            `Add a place to ${source.line.name}`,
            "P",
            () =>
              void settings.way.connect({ do: "more", source: source.line.id }),
          ),
          act(
            `Sign in to ${source.line.name} again`,
            "Enter",
            () =>
              void settings.way.connect({ do: "again", source: source.line.id }),
          ),
          act(`Sign out of ${source.line.name}`, "X", () =>
            settings.choice.signOut(source),
          ),
          ...(source.line.kind === "webhook"
            ? [
                act(`Give a sender of ${source.line.name} a new token`, "N", () =>
                  settings.choice.renew(source),
                ),
              ]
            : []),
          act(
            `Open ${source.line.name} itself`,
            "B",
            () => void desk.about("open_source", source.line.id),
          ),
        ]
      : []),
    ...ofFile(2, desk),
    ...(file?.path
      ? [
          act(
            "Look at the team file now",
            "R",
            () =>
              void settings
                .order({ cmd: "reload" })
                .then(() => settings.read()),
          ),
        ]
      : []),
  ];
}

function chosenLevel({ settings }: Desk): LevelSetting | undefined {
  const levels = settings.page?.levels;
  return levels?.[settings.section === 3 ? settings.at : 0];
}

export function targets(desk: Desk): SettingAct[] {
  const { settings } = desk;
  const act = make(3);
  const level = chosenLevel(desk);
  return [
    ...(level
      ? [
          act(`Change the target of ${level.name}`, "Enter", () =>
            settings.changes.begin({ is: "target", level: level.index }),
          ),
          act(
            level.claim_counts
              ? `A claim of ${level.name} does not stop the clock`
              : `A claim of ${level.name} stops the clock`,
            "C",
            () =>
              void settings.changes.look({
                edit: "set_claim_counts",
                level: level.index,
                counts: !level.claim_counts,
              }),
          ),
        ]
      : []),
    act("Change the business hours", "B", () =>
      settings.changes.begin({ is: "hours" }),
    ),
    ...(settings.page?.calendar.always
      ? []
      : [
          act("Add a holiday", "A", () =>
            settings.changes.begin({ is: "holiday" }),
          ),
        ]),
    ...ofFile(3, desk),
  ];
}

export function team(desk: Desk): SettingAct[] {
  const { settings } = desk;
  const act = make(4);
  const { people = [] } = settings.page ?? {};
  const chosen = people[settings.section === 4 ? settings.at : 0];
  return [
    act("Add a person", "A", () => settings.changes.begin({ is: "person" })),
    ...(chosen
      ? [
          act(
            chosen.role === "observer"
              ? `Let ${chosen.name} read along for longer`
              : `Let ${chosen.name} read along first`,
            "L",
            () =>
              settings.changes.begin({
                is: "observe",
                person: chosen.name,
                offered: false,
              }),
          ),
        ]
      : []),
    ...ofFile(4, desk),
  ];
}

export function sounds(desk: Desk): SettingAct[] {
  const { settings } = desk;
  const act = make(5);
  const now = settings.preferences;
  if (!now) return [];
  const volume = (by: number) => () =>
    void settings.prefer({
      volume: Math.min(100, Math.max(0, now.volume + by)),
    });
  const preview = (priority: "emergency" | "urgent" | "normal") => () =>
    void settings.order({ cmd: "preview_sound", priority });
  return [
    act(
      now.mute ? "Sound again" : "Mute",
      "M",
      () => void settings.prefer({ mute: !now.mute }),
    ),
    act("Louder", "L", volume(10)),
    act("Softer", "S", volume(-10)),
    act(
      now.emergency ? "Production down is silent" : "Production down sounds",
      "E",
      () => void settings.prefer({ emergency: !now.emergency }),
    ),
    act(
      now.urgent ? "Urgent is silent" : "Urgent sounds",
      "U",
      () => void settings.prefer({ urgent: !now.urgent }),
    ),
    act(
      now.normal ? "Normal is silent" : "Normal sounds",
      "N",
      () => void settings.prefer({ normal: !now.normal }),
    ),
    act("Hear production down", "Shift E", preview("emergency")),
    act("Hear urgent", "Shift U", preview("urgent")),
    act("Hear normal", "Shift N", preview("normal")),
    act("Test the alarm", "T", () => void settings.ring()),
  ];
}

export function keyboard(desk: Desk): SettingAct[] {
  const { settings } = desk;
  const { letters, keys } = settings.look;
  const act = make(6);
  const label = letters ? "Switch single keys off" : "Switch single keys on";
  const all = keyedActs(desk);
  const chosen = all[settings.section === 6 ? settings.at : 0];
  return [
    act(label, "L", () => void settings.wear({ letters: !letters })),
    act(`Change the key of “${chosen?.what ?? ""}”`, "Enter", () =>
      settings.keys.ask(chosen),
    ),
    ...(Object.keys(keys).length > 0
      ? [
          act("Give every act its first key", "R", () =>
            void settings.keys.reset(),
          ),
        ]
      : []),
    ...callKeys(desk),
  ];
}

function callKeys({ settings }: Desk): SettingAct[] {
  const { preferences, call } = settings;
  const act = make(6);
  if (!preferences) return [];
  return [
    act("Choose the keys for a call from anywhere", "W", () => call.ask(true)),
    ...(preferences.shortcut === null
      ? []
      : [act("No keys for a call", "X", () => void call.keep(null))]),
  ];
}

export function data({ settings }: Desk): SettingAct[] {
  const open = () => void settings.order({ cmd: "open_own", thing: "data" });
  const act = make(7);
  return [
    act("Open the data directory", "O", open),
    act("Forget what somebody said", "F", () => settings.forget.begin()),
  ];
}
