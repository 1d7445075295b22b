/** How a person comes to whatever can be asked for, and what they press. */
import type { Act } from "../contract/Act";
import type { Command } from "../contract/Command";
import type { SceneName } from "../fake/scenes";

/** One thing that is done with the hands. */
export type Hand = string | { types: string } | { clicks: RegExp };

/** How a person comes to something. */
export type Way =
  /** The engine offers it on a request, with this key. */
  | { by: "verb"; act: Act; key: string; then: Hand[] }
  /** A line of the palette, with the key that stands beside it. */
  | { by: "line"; says: RegExp; scene: SceneName | undefined; then: Hand[] }
  /** It is part of a line of the palette that leads there. */
  | { by: "within"; what: string; scene: SceneName; then: Hand[] }
  /** No person asks for it. */
  | { by: "nobody"; because: string };

const verb = (act: Act, key: string, ...then: Hand[]): Way => ({
  by: "verb",
  act,
  key,
  then,
});
const line = (says: RegExp, ...then: Hand[]): Way => ({
  by: "line",
  says,
  scene: undefined,
  then,
});
const lineOf = (scene: SceneName, says: RegExp): Way => ({
  by: "line",
  says,
  scene,
  then: [],
});
const within = (what: string, scene: SceneName, ...then: Hand[]): Way => ({
  by: "within",
  what,
  scene,
  then,
});
const nobody = (because: string): Way => ({ by: "nobody", because });

const request = 1;
const NOTES = "Notes on the shift";
const LESSON = "What the day and the week taught";
const words = { types: "Looking into it." };

/** A new act does not compile until somebody has said how it is reached. */
export const ACTS: Record<Act["act"], Way> = {
  claim: verb({ act: "claim", request, quiet: false, say: null }, "C"),
  together: verb({ act: "together", request }, "C"),
  take_over: verb({ act: "take_over", request }, "C"),
  release: verb({ act: "release", request }, "C"),
  reply: verb(
    { act: "reply", request, text: "", sure: false },
    "R",
    words,
    "Ctrl Enter",
  ),
  close: verb({ act: "close", request }, "E"),
  close_issue: verb({ act: "close_issue", request }, ". E"),
  label: verb(
    { act: "label", request, label: "", on: true },
    ". L",
    { types: "bug" },
    "Enter",
  ),
  evergreen: verb({ act: "evergreen", request, on: true }, ". W"),
  open_issue: verb(
    { act: "open_issue", request, place: "a/b", title: "T", body: "B" },
    ". I",
    "Enter",
  ),
  dismiss: verb({ act: "dismiss", request }, "X"),
  bring_back: verb({ act: "bring_back", request }, "X"),
  snooze: verb(
    {
      act: "snooze",
      request,
      until: { until: "minutes", minutes: 15 },
      regardless: false,
      claim: false,
    },
    "S 1",
  ),
  wake: verb({ act: "wake", request }, "S"),
  wait_on_them: verb({ act: "wait_on_them", request }, "I"),
  not_thanks: verb({ act: "not_thanks", request }, "U"),
  set_priority: verb({ act: "set_priority", request, priority: "urgent" }, ". 2"),
  split: verb({ act: "split", request }, ". S"),
  this_answers: verb({ act: "this_answers", request, message: "1.2" }, ". A"),
  set_due: verb(
    { act: "set_due", request, at: "2026-11-19T16:00:00Z", why: "They need it" },
    ". N",
  ),
  kept: verb({ act: "kept", request }, ". K"),
  spoke: verb({ act: "spoke", request }, "R"),
  log: line(
    /^Write down a call$/,
    { types: "Dirk" },
    { clicks: /^What about$/ },
    { types: "Labels" },
    "Enter",
  ),
  send_again: verb({ act: "send_again", request, action: null }, "Shift R"),
  it_is_there: verb({ act: "it_is_there", request, action: null }, "Shift Y"),
  copy_link: verb({ act: "copy_link", request }, "Y"),
  note: verb({ act: "note", request, text: "" }, "N", words, "Ctrl Enter"),
  open: verb({ act: "open", request, link: null }, "O"),
  undo: line(/^Undo the last act$/),
  quiet: line(/^Quiet for an hour$/),
  ring: line(/^Let this computer not ring$/),
  read_now: line(/^Read all sources now$/),
  answer_form: line(
    /^Go to the handoff$/,
    "J",
    "J",
    "J",
    "J",
    "N",
    words,
    "Ctrl Enter",
  ),
  tick_job: line(/^Tick a job off$/),
  hand_over: line(/^Hand the shift over$/),
  send_handoff: line(/^Send it into the channel$/, "Ctrl Enter"),
  accept: line(/^Accept what is handed over$/, "J", "C"),
  copy_handoff: line(/^Copy the handoff$/),
  search_elsewhere: within(
    "Search messages and notes",
    "queue",
    { types: "labels" },
    "Ctrl O",
  ),
  edit_note: within(
    NOTES,
    "noted",
    "Escape",
    { clicks: /^Change the note/ },
    words,
    "Ctrl Enter",
  ),
  delete_note: within(NOTES, "noted", "Escape", { clicks: /^Delete the note/ }),
  open_note: within(NOTES, "noted", "Escape", { clicks: /^https:\/\/wiki/ }),
  practise: verb({ act: "practise", request, guess: { is: "claim" } }, "C"),
  discard_practice: verb({ act: "discard_practice", request }, "Backspace"),
  copy_practice: verb({ act: "copy_practice", request }, "Y"),
  pair: verb({ act: "pair", request, to: "Ana", words: "May I?" }, "P", "Enter"),
  tick: within(LESSON, "observer", { clicks: /^Read the playbook$/ }),
  alarms: within(LESSON, "observer", { clicks: /^Ring me/ }),
};

/** So does a new command. */
export const COMMANDS: Record<Command["cmd"], Way> = {
  lesson: line(/^What the day and the week taught$/),
  search: line(/^Search messages and notes$/, { types: "label" }),
  reload: line(/^Look at the team file now$/),
  sign_in: lineOf("blind", /^Sign in to .* again$/),
  open_source: line(/^Open .* itself$/),
  copy_note: lineOf("blind", /^Copy a note for the team$/),
  reconnect: nobody("the command line has signed in by then"),
  set_preferences: line(/^Mute$/),
  preview_sound: line(/^Hear production down$/),
  test_alarm: line(/^Test the alarm$/),
  autostart: line(/^Start with the desktop$/),
  shortcut: line(/^Choose the keys for a call from anywhere$/, "Ctrl L"),
  settings: line(/^Go to settings$/),
  test_sources: line(/^Test all sources$/),
  connect: line(/^Add a source$/),
  edit_team: line(/^Add a person$/, { types: "Noor" }, "Enter"),
  open_own: line(/^Open the data directory$/),
  forget: line(/^Forget what somebody said$/, { types: "Dirk Vos" }, "Enter"),
  copy_team_file: line(/^Copy the team file$/),
  set_look: line(/^Dark colours$/),
  handoff: line(/^Go to the handoff$/),
  preflight: line(/^How everything stands$/),
  history: line(/^When requests could come unseen$/),
  preferences: line(/^Go to settings$/),
  alarm_test: line(/^Test the alarm$/),
  draft: nobody("it is kept while a reply is typed"),
  do: nobody("it carries the acts"),
  notes: nobody("they stand in the window with their request"),
  link: nobody("the window copies by an act, the command line prints"),
  setup: nobody("it is the window before there is a desk"),
  look: nobody("the window is dressed at its start"),
  snapshot: nobody("it is what the window shows"),
  show: nobody("it is what the window shows"),
  explain: nobody("it stands in the request"),
  why: nobody("it stands in the request"),
  sources: nobody("they stand in the foot"),
  raise: nobody("the window is there"),
  quit: nobody("the tray and the command line end Hotseat"),
  rebuild: nobody("it is for the command line"),
  rejudge: nobody("it is for the command line"),
  doctor: nobody("it is for the command line"),
};
