/** Invented first minutes: each step can be looked at, and answered. */
import type { AlarmTest } from "../contract/AlarmTest";
import type { Command } from "../contract/Command";
import type { ConnectAct } from "../contract/ConnectAct";
import type { Connecting } from "../contract/Connecting";
import type { Preferences } from "../contract/Preferences";
import type { Setup } from "../contract/Setup";
import type { SetupAct } from "../contract/SetupAct";
import * as way from "./connect";

const TEAM_FILE = `team = "Ferryline"
zone = "Europe/Amsterdam"

# Who is on call now, as @oncall has it. The first in the list waits least.
on_duty = ["lena", "ana"]

[roster.lena]
name = "Lena Vos"
email = "lena@ferryline.example"
slack = "U0123456789"

[sources.slack]
client_id = "1234567890.1234567890"

[[sources.slack.channels]]
id = "C0123456789"
name = "#support"

[mentions]
"@oncall" = "urgent"
"@dev911" = "emergency"
`;

const CHANGE = `  on_duty = ["ana"]
- on_duty = ["ana"]
+ on_duty = ["ana", "lena"]
+
+ [roster.lena]
+ name = "Lena Vos"
`;

const PRESETS: Setup["presets"] = [
  {
    name: "support-channel",
    title: "Tagged channel",
    watches: "Slack #support, @oncall, @dev911",
    first_response: "10 min, 30 business min, a reminder for the rest",
    serves: "who is in @oncall",
    sets_up: "eyes claim, a check mark closes",
  },
  {
    name: "exterminator",
    title: "Weekly triage",
    watches: "a users' channel in Slack, GitHub issues",
    first_response: "3 business hours, next business day for the rest",
    serves: "one engineer a week",
    sets_up: "a private channel for what colleagues report",
  },
  {
    name: "support-hero",
    title: "Support hero",
    watches: "a customers' channel, Sentry's alerts, GitHub issues",
    first_response: "15 min great, 1 h okay, more than a day too late",
    serves: "one engineer a week, in their own hours",
    sets_up: "bands, a bot that carries customers' words",
  },
  {
    name: "sprint-pair",
    title: "Two-person sprint",
    watches: "an urgent channel and one of error alerts",
    first_response: "5 business min, 30 for an error alert",
    serves: "two people a week, the others help them",
    sets_up: "I'm on it says a sentence, a peak 16:00-18:00",
  },
  {
    name: "three-lanes",
    title: "Service levels",
    watches: "GitHub issues, @help in Slack, calls by hand",
    first_response: "30 min at any hour, 1 business hour, next day",
    serves: "whoever is on call, day and night",
    sets_up: "I'm on it says a sentence, news as often as promised",
  },
];

function door(): Setup {
  return {
    step: "door",
    team_file: "/home/lena/.local/share/hotseat/team.toml",
    presets: PRESETS,
    busy: null,
    trouble: null,
    remarks: [],
    connect: way.kinds(),
    connected: [],
    people: [],
    zone: "Europe/Amsterdam",
    file: null,
    preview: null,
  };
}

function workspace(): Setup {
  const person = (id: string, name: string, why: string, on_duty: boolean) => ({
    id,
    name,
    email: `${name.toLowerCase().split(" ")[0]}@ferryline.example`,
    me: id === "U1",
    why,
    answers: true,
    on_duty,
  });
  return {
    ...door(),
    remarks: ["Signed in to Ferryline as Lena Vos."],
    connected: way.CONNECTED,
    people: [
      person("U1", "Lena Vos", "", true),
      person("U2", "Ana Silva", "in @oncall", true),
      person("U3", "Mika Korhonen", "in @dev911", false),
    ],
  };
}

const WEEK = `+ observes = "2026-11-23"
`;

const file = (text: string, change: boolean, adds = change) => (): Setup => ({
  ...workspace(),
  step: "file",
  remarks: [],
  file: {
    path: door().team_file,
    text,
    change,
    adds,
    week: change ? false : null,
  },
});

const preview = (): Setup => ({
  ...workspace(),
  step: "preview",
  remarks: [],
  preview: {
    words: "This is what your queue would hold now: 4 open, oldest Tuesday.",
    read: true,
    unread: [],
    places: ["Slack #support"],
  },
});

const connecting = (page: () => Connecting) => (): Setup => ({
  ...door(),
  step: "connect",
  connect: page(),
});

const SCENES: Record<string, () => Setup> = {
  "first-door": door,
  "first-join": () => ({
    ...door(),
    step: "join",
    trouble: {
      code: "not_found",
      message: "There is no file /home/lena/team.toml.",
      hint: "Look where your colleague keeps team.toml, and paste its path.",
    },
  }),
  "first-where": connecting(way.kinds),
  "first-signin": connecting(() => way.signingIn("slack")),
  "first-waiting": connecting(() => way.waiting("slack")),
  "first-github": connecting(() => way.signingIn("github")),
  "first-code": connecting(() => way.waiting("github")),
  "first-mail": connecting(() => way.signingIn("mail")),
  "first-hooks": connecting(() => way.signingIn("webhook")),
  "first-tokens": connecting(way.tokens),
  "first-nokeyring": connecting(() => {
    const page = way.signingIn("slack");
    return {
      ...page,
      trouble: {
        code: "unreachable",
        message: "No keyring answers on this computer.",
        hint: "Nothing was signed in, because nothing could be kept.",
      },
      sign_in: {
        ...page.sign_in,
        no_keyring:
          "No keyring answers on this computer, so nothing can be kept over the end of Hotseat.",
      },
    };
  }),
  "first-channels": connecting(() => way.places("slack")),
  "first-repositories": connecting(() => way.places("github")),
  "first-connected": () => ({
    ...workspace(),
    step: "connect",
    remarks: [],
    connect: {
      ...way.kinds(),
      remarks: ["Signed in to GitHub as Lena Vos."],
    },
  }),
  "first-people": () => ({ ...workspace(), step: "people", remarks: [] }),
  "first-file": file(TEAM_FILE, false),
  "first-add": file(CHANGE, true),
  "first-week": file("", true, false),
  "first-preview": preview,
};

/** What follows an answer, as the real steps do when all goes well. */
const NEXT: Partial<Record<SetupAct["do"], string>> = {
  preset: "first-where",
  enough: "first-people",
  staff: "first-file",
  write: "first-preview",
  read_along: "first-preview",
  back: "first-door",
};

const RUNG: AlarmTest = {
  state: "waiting",
  until: "2026-11-19T16:42:00Z",
  words: "It rings. Press the button of the notification.",
  parts: [],
};

const PREFERENCES: Preferences = {
  volume: 70,
  mute: false,
  emergency: true,
  urgent: true,
  normal: true,
  sound_words: "Everything sounds, at 70 percent.",
  no_sound: null,
  autostart: "off",
  autostart_words: "Hotseat starts when you start it.",
  shortcut: null,
  shortcut_words: "No keys open the form for a call from elsewhere.",
};

/** An engine that is not set up yet. */
export class FakeSetup {
  page: Setup;
  /** Every answer that arrived, for tests to look at. */
  readonly answers: SetupAct[] = [];
  #rung = false;
  #autostart: Preferences["autostart"] = "off";

  constructor(scene: string) {
    this.page = (SCENES[scene] ?? finished)();
  }

  /** The data of an answer; nothing for what the engine answers. */
  answer(command: Command): unknown {
    if (command.cmd === "setup") return this.#play(command.act);
    if (this.page.step === "done") return undefined;
    if (command.cmd === "test_alarm") this.#rung = true;
    if (command.cmd === "autostart") this.#autostart = command.on ? "on" : "off";
    if (command.cmd === "alarm_test") return this.#rung ? RUNG : null;
    if (command.cmd === "preferences")
      return { ...PREFERENCES, autostart: this.#autostart };
    return { request: null, words: "Done.", queued: false };
  }

  #play(act: SetupAct): Setup {
    if (act.do === "look") return this.page;
    this.answers.push(act);
    if (act.do === "start" || act.do === "demo") this.page = finished();
    if (act.do === "join" && act.file === null)
      this.page = { ...door(), step: "join" };
    if (act.do === "week") this.page = observing(this.page, act.on);
    if (act.do === "connect") this.page = this.#connect(act.act);
    const next = NEXT[act.do];
    if (next) this.page = (SCENES[next] ?? door)();
    return this.page;
  }

  #connect(act: ConnectAct): Setup {
    const { connect } = this.page;
    if (act.do === "back" && connect.step === "kinds") return door();
    const page = way.next(connect, act);
    if (page.step !== "done") return { ...this.page, connect: page };
    return { ...workspace(), step: "connect", connect: way.kinds() };
  }
}

function observing(page: Setup, week: boolean): Setup {
  if (!page.file) return page;
  const text = (page.file.adds ? CHANGE : "") + (week ? WEEK : "");
  return { ...page, remarks: [], file: { ...page.file, text, week } };
}

function finished(): Setup {
  return { ...door(), step: "done" };
}
