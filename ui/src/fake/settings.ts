/** An invented place of settings. */
import type { AlarmTest } from "../contract/AlarmTest";
import type { Command } from "../contract/Command";
import type { ConnectAct } from "../contract/ConnectAct";
import type { Connecting } from "../contract/Connecting";
import type { Failure } from "../contract/Failure";
import type { Forgetting } from "../contract/Forgetting";
import type { Look } from "../contract/Look";
import type { Preferences } from "../contract/Preferences";
import type { Settings } from "../contract/Settings";
import type { SourceLine } from "../contract/SourceLine";
import type { TeamChange } from "../contract/TeamChange";
import type { TeamEdit } from "../contract/TeamEdit";
import { changing, kinds, next } from "./connect";
import { settingsPage } from "./settingsPage";

/** What a command is answered with: its data, or why not. */
export type Answer = { data: unknown } | { error: Failure };

export class FakeSettings {
  look: Look = { theme: "system", text_size: 100, letters: true, keys: {} };
  preferences: Preferences = {
    volume: 70,
    mute: false,
    emergency: true,
    urgent: true,
    normal: false,
    sound_words: "Production down and urgent sound, at 70 %.",
    no_sound: null,
    autostart: "off",
    autostart_words: "Hotseat does not start with the desktop.",
    shortcut: null,
    shortcut_words: "No keys open the form for a call from elsewhere.",
  };
  /** Every edit that was written. */
  readonly written: TeamEdit[] = [];
  /** The version of the team file: it grows when somebody else writes. */
  version = 1;
  locked: string | null = null;
  /** Whose words were forgotten. */
  readonly forgotten: string[] = [];
  rung = false;
  /** How far the way to a source has come. */
  way = kinds();
  /** Every answer on the way. */
  readonly answers: ConnectAct[] = [];
  /** The next choice changes the team file. */
  changing = false;

  /** Answers what the place asks; nothing to any other command. */
  answer(command: Command, sources: SourceLine[]): Answer | null {
    switch (command.cmd) {
      case "settings":
        return { data: this.#page(sources) };
      case "look":
        return { data: this.look };
      case "set_look":
        this.look = command.look;
        return { data: this.look };
      case "preferences":
        return { data: this.preferences };
      case "set_preferences":
        this.preferences = { ...this.preferences, ...command.change };
        return { data: this.preferences };
      case "autostart":
        this.preferences = {
          ...this.preferences,
          autostart: command.on ? "on" : "off",
        };
        return { data: this.preferences };
      case "shortcut":
        return this.#openBy(command.keys);
      case "test_alarm":
        this.rung = true;
        return {
          data: { request: null, words: "It rings.", queued: false },
        };
      case "alarm_test":
        return { data: this.rung ? rung(command.wait) : null };
      case "forget":
        return { data: this.#forget(command.whom, command.really) };
      case "edit_team":
        return this.#edit(command.change, command.agreed ?? null);
      case "connect":
        if (this.locked && ["open", "more"].includes(command.act.do))
          return {
            error: { code: "refused", message: this.locked, hint: null },
          };
        return { data: this.#connect(command.act) };
      case "test_sources":
        return {
          data: sources.map(({ id, name }) => ({
            source: id,
            well: true,
            words: `Signed in to ${name} as Mika.`,
            remedy: null,
          })),
        };
      default:
        return null;
    }
  }

  #connect(act: ConnectAct): Connecting {
    if (act.do !== "look") this.answers.push(act);
    const { changing: asked } = this;
    if (act.do === "choose" && asked) this.way = changing();
    else this.way = next(this.way, act);
    return this.way;
  }

  /** One combination belongs to another program. */
  #openBy(keys: string | null): Answer {
    if (keys === "ctrl+alt+t") {
      const message =
        "Ctrl Alt T belongs to another program, so it opens nothing here. Everything is as it was before.";
      return { error: { code: "refused", message, hint: null } };
    }
    const shown = keys?.toUpperCase().replaceAll("+", " ") ?? null;
    this.preferences = {
      ...this.preferences,
      shortcut: shown,
      shortcut_words: shown
        ? `${shown} opens the form for a call from anywhere on the desktop.`
        : "No keys open the form for a call from elsewhere.",
    };
    return { data: this.preferences };
  }

  #forget(whose: string, really: boolean): Forgetting {
    if (really) this.forgotten.push(whose);
    const some = whose === "Dirk Vos";
    return {
      whose,
      messages: some ? 12 : 0,
      requests: some ? 4 : 0,
      done: really,
    };
  }

  #page(sources: SourceLine[]): Settings {
    const page = settingsPage(sources);
    return { ...page, file: { ...page.file, locked: this.locked } };
  }

  #edit(edit: TeamEdit, agreed: string | null): Answer {
    const replaces = `v${this.version}`;
    if (agreed !== null && agreed !== replaces) {
      return {
        error: {
          code: "refused",
          message: "team.toml has changed meanwhile; nothing was written.",
          hint: "Look at the change once more, and agree to it again.",
        },
      };
    }
    const bad = edit.edit === "set_target" && edit.target === "soon";
    const change: TeamChange = {
      replaces,
      diff: bad
        ? ""
        : '…\n  [[levels]]\n- first_response = "1 h"   # tried\n+ first_response = "30 min"   # tried\n',
      remark: null,
      faults: bad
        ? [
            {
              line: 26,
              key: "levels[0].first_response",
              what: "“soon” is not a target",
              remedy: 'Write "5 min".',
            },
          ]
        : [],
      written: agreed !== null,
      words: agreed === null ? "Nothing is written yet." : "Written.",
    };
    if (agreed !== null) {
      this.written.push(edit);
      this.version += 1;
    }
    return { data: change };
  }
}

/** A test alarm that was heard, once its button had the time. */
function rung(over: boolean): AlarmTest {
  return {
    state: over ? "heard" : "waiting",
    until: "2026-11-19T16:42:00Z",
    words: over
      ? "You will be heard."
      : "It rings. Press the button of the notification.",
    parts: [
      {
        part: "notification",
        health: "well",
        words: "The notification was shown.",
        remedy: null,
      },
      {
        part: "sound",
        health: "limited",
        words: "The sound is muted.",
        remedy: "Press M.",
      },
    ],
  };
}
